# libFuzzer targets: fuzz/<name>.cpp becomes fuzz-<name>.

file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/fuzz/*.cpp")
foreach(file IN LISTS files)
  cmake_path(GET file STEM name)
  add_executable(fuzz-${name} "${file}")
  target_link_libraries(fuzz-${name} PRIVATE cumulint-app yaml-archive)
  target_link_options(fuzz-${name} PRIVATE -fsanitize=fuzzer)
endforeach()
