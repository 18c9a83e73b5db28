# Embeds the statements of AWS's managed policies, a library of its own: src/iam/managed-policies.S.

set(managed_policies "${PROJECT_SOURCE_DIR}/schemas/managed-policy-statements.tsv")
add_library(iam-data STATIC "${PROJECT_SOURCE_DIR}/src/iam/managed-policies.S")
set_source_files_properties("${PROJECT_SOURCE_DIR}/src/iam/managed-policies.S" PROPERTIES OBJECT_DEPENDS "${managed_policies}")
target_include_directories(iam-data PRIVATE "${PROJECT_SOURCE_DIR}/schemas")
