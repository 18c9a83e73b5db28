# Another reader in the place of ours: CUMULINT_YAML_READER=yaml-cpp.

get_target_property(files cumulint-syntax SOURCES)
list(FILTER files EXCLUDE REGEX "/read-yaml\\.cpp$")
set_target_properties(cumulint-syntax PROPERTIES SOURCES "${files}")
target_sources(cumulint-syntax PRIVATE
  "${PROJECT_SOURCE_DIR}/tests/support/read-yaml-by-yaml-cpp.cpp"
  "${PROJECT_SOURCE_DIR}/tests/support/yaml-cpp-reader.cpp"
  "${PROJECT_SOURCE_DIR}/tests/support/tree-builder.cpp")
target_include_directories(cumulint-syntax PRIVATE "${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(cumulint-syntax PUBLIC yaml-cpp-archive)
