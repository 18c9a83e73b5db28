# libFuzzer targets: fuzz/<name>.cpp becomes fuzz-<name>.

add_library(fuzz-support STATIC
  "${PROJECT_SOURCE_DIR}/tests/support/libyaml-reader.cpp"
  "${PROJECT_SOURCE_DIR}/tests/support/tree-builder.cpp"
  "${PROJECT_SOURCE_DIR}/tests/support/tree-checks.cpp")
target_include_directories(fuzz-support PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(fuzz-support PUBLIC cumulint-app yaml-archive)

file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/fuzz/*.cpp")
foreach(file IN LISTS files)
  cmake_path(GET file STEM name)
  add_executable(fuzz-${name} "${file}")
  target_link_libraries(fuzz-${name} PRIVATE fuzz-support)
  target_link_options(fuzz-${name} PRIVATE -fsanitize=fuzzer)
endforeach()
