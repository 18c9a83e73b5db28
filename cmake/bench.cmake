# Google Benchmark programs: bench/<name>.cpp becomes bench-<name>. The one without it, read-shape, is a part of the tests.

file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bench/*.cpp")
list(FILTER files EXCLUDE REGEX "/read-shape\\.cpp$")
if(files)
  require_header(benchmark/benchmark.h libbenchmark-dev)
  find_library(CUMULINT_BENCHMARK benchmark REQUIRED)
endif()
foreach(file IN LISTS files)
  cmake_path(GET file STEM name)
  add_executable(bench-${name} "${file}")
  target_compile_definitions(bench-${name} PRIVATE CUMULINT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(bench-${name} PRIVATE cumulint-app yaml-archive yaml-cpp-archive "${CUMULINT_BENCHMARK}")
endforeach()
