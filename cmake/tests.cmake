# One doctest binary per layer (tests/unit/<layer>) and per whole-product folder; ctest runs each as one test.

add_library(test-main STATIC "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
target_link_libraries(test-main PUBLIC cumulint-flags)

# Helpers of tests. It names no layer: whoever uses a helper links the layers that this needs anyway.
file(GLOB support_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/support/*.cpp")
list(FILTER support_files EXCLUDE REGEX "/main\\.cpp$")
if(NOT support_files)
  set(support_files "${empty_source}")
endif()
add_library(test-support STATIC ${support_files})
target_include_directories(test-support PUBLIC "${PROJECT_SOURCE_DIR}/tests")
target_compile_definitions(test-support PUBLIC
  CUMULINT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" CUMULINT_NODE_MODULES="${CUMULINT_NODE_MODULES}")
target_link_libraries(test-support PUBLIC test-main cumulint-flags)

function(add_doctest name folder library)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*.cpp")
  if(NOT files)
    return()
  endif()
  add_executable(${name} ${files})
  target_link_libraries(${name} PRIVATE test-support ${library} test-support yaml-cpp-archive yaml-archive)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  if(TARGET cumulint)
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "CUMULINT_BINARY=$<TARGET_FILE:cumulint>")
  endif()
endfunction()

foreach(layer base text diag syntax model schema resolve sam asl code iam metrics graph workspace rule output lsp app)
  add_doctest(test-${layer} unit/${layer} cumulint-${layer})
endforeach()

add_doctest(test-cli cli cumulint-app)
add_doctest(test-rules rules cumulint-app)
add_doctest(test-lsp-server lsp cumulint-app)
add_doctest(test-output-writers output cumulint-app)
