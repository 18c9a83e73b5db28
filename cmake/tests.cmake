# One doctest binary per layer (tests/unit/<layer>) and per whole-product folder; ctest runs each as one test.

add_library(test-main STATIC "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
target_link_libraries(test-main PUBLIC cumulint-flags)
target_compile_definitions(test-main PUBLIC DOCTEST_CONFIG_SUPER_FAST_ASSERTS)  # a fifth less to compile

# Helpers of tests: one library for each layer that helpers need, since a linker may take any member of an archive.
function(add_support name)
  cmake_parse_arguments(PARSE_ARGV 1 support "" "" "FILES;LIBRARIES")
  list(TRANSFORM support_FILES PREPEND "${PROJECT_SOURCE_DIR}/tests/support/")
  add_library(${name} STATIC ${support_FILES})
  target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${name} PUBLIC ${support_LIBRARIES} test-main cumulint-flags)
endfunction()

add_support(test-support FILES paths.cpp)
add_support(test-support-syntax LIBRARIES test-support cumulint-syntax yaml-cpp-archive yaml-archive
  FILES libyaml-reader.cpp reading.cpp tree-builder.cpp tree-checks.cpp yaml-cpp-reader.cpp)
add_support(test-support-code LIBRARIES test-support cumulint-code FILES code-trace.cpp)
add_support(test-support-app LIBRARIES test-support cumulint-app FILES analyse.cpp)
set_source_files_properties("${PROJECT_SOURCE_DIR}/tests/support/paths.cpp" PROPERTIES COMPILE_DEFINITIONS
  "CUMULINT_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\";CUMULINT_NODE_MODULES=\"${CUMULINT_NODE_MODULES}\"")
set(standard_headers ${standard_headers} <doctest/doctest.h>)
precompile(test-support)
foreach(support test-support-syntax test-support-code test-support-app)
  precompile(${support} test-support)
endforeach()

set(binary_environment "CUMULINT_BINARY=$<TARGET_FILE:cumulint>")

function(add_doctest name folder library)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*.cpp")
  if(NOT files)
    return()
  endif()
  add_executable(${name} ${files})
  string(REPLACE "cumulint" "test-support" support ${library})
  if(NOT TARGET ${support})
    set(support test-support)
  endif()
  target_link_libraries(${name} PRIVATE ${support} ${library})
  precompile(${name} test-support)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "${binary_environment}")
endfunction()

foreach(layer base text diag syntax model schema resolve sam asl code iam metrics graph workspace rule output lsp app)
  add_doctest(test-${layer} unit/${layer} cumulint-${layer})
endforeach()

add_doctest(test-cli cli cumulint-app)
add_doctest(test-rules rules cumulint-app)
add_doctest(test-lsp-server lsp cumulint-app)
add_doctest(test-output-writers output cumulint-app)

# Scripts: tests/structure reads the sources, tests/integration drives the program (exit code 77: skipped).
file(GLOB scripts CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/tests/structure/*-test.py" "${PROJECT_SOURCE_DIR}/tests/integration/*-test.py")
foreach(script IN LISTS scripts)
  cmake_path(GET script STEM name)
  add_test(NAME ${name} COMMAND Python3::Interpreter "${script}" WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77 ENVIRONMENT
    "${binary_environment};CUMULINT_BUILD_DIR=${PROJECT_BINARY_DIR};PYTHONDONTWRITEBYTECODE=1")
  if(script MATCHES "/structure/")
    set_tests_properties(${name} PROPERTIES LABELS structure)
  endif()
endforeach()

# Growth, in instructions: only optimised code without sanitizers says something (exit code 77: skipped, without valgrind).
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_executable(read-shape "${PROJECT_SOURCE_DIR}/bench/read-shape.cpp")
  target_link_libraries(read-shape PRIVATE cumulint-syntax)
  add_test(NAME growth-of-reading COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/tools/linearity" $<TARGET_FILE:read-shape>)
  add_test(NAME growth-of-values
    COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/tools/measure-growth" --bin $<TARGET_FILE:cumulint>)
  set_tests_properties(growth-of-reading growth-of-values PROPERTIES SKIP_RETURN_CODE 77)
endif()
