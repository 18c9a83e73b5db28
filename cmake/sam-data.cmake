# Embeds the SAM expansion's tables, a library of its own: src/sam/data.S.

file(GLOB sam_tables CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/schemas/sam-*.json" "${PROJECT_SOURCE_DIR}/schemas/aws-managed-policies.txt")
add_library(sam-data STATIC "${PROJECT_SOURCE_DIR}/src/sam/data.S")
set_source_files_properties("${PROJECT_SOURCE_DIR}/src/sam/data.S" PROPERTIES OBJECT_DEPENDS "${sam_tables}")
target_include_directories(sam-data PRIVATE "${PROJECT_SOURCE_DIR}/schemas")
