# One doctest binary per layer (tests/unit/<layer>) and per whole-product folder; ctest runs each as one test.

add_library(test-main STATIC "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
target_link_libraries(test-main PUBLIC cumulint-flags)
target_compile_definitions(test-main PUBLIC DOCTEST_CONFIG_SUPER_FAST_ASSERTS)  # a fifth less to compile

# Helpers of tests. It names no layer: whoever uses a helper links the layers that this needs anyway.
file(GLOB support_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/support/*.cpp")
list(FILTER support_files EXCLUDE REGEX "/main\\.cpp$")
add_library(test-support STATIC ${support_files})
target_include_directories(test-support PUBLIC "${PROJECT_SOURCE_DIR}/tests")
set_source_files_properties("${PROJECT_SOURCE_DIR}/tests/support/paths.cpp" PROPERTIES COMPILE_DEFINITIONS
  "CUMULINT_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\";CUMULINT_NODE_MODULES=\"${CUMULINT_NODE_MODULES}\"")
target_link_libraries(test-support PUBLIC test-main cumulint-flags)
set(standard_headers ${standard_headers} <doctest/doctest.h>)
precompile(test-support)

set(binary_environment "CUMULINT_BINARY=$<TARGET_FILE:cumulint>")

function(add_doctest name folder library)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*.cpp")
  if(NOT files)
    return()
  endif()
  add_executable(${name} ${files})
  target_link_libraries(${name} PRIVATE test-support ${library} test-support yaml-cpp-archive yaml-archive)
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
