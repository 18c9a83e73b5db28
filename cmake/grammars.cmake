# The tree-sitter core and its grammars, each a C library of its own: compiled once, optimised in every build.

add_library(tree-sitter STATIC "${CUMULINT_NODE_MODULES}/tree-sitter/vendor/tree-sitter/lib/src/lib.c")
target_include_directories(tree-sitter SYSTEM PUBLIC "${CUMULINT_NODE_MODULES}/tree-sitter/vendor/tree-sitter/lib/include")
target_include_directories(tree-sitter PRIVATE "${CUMULINT_NODE_MODULES}/tree-sitter/vendor/tree-sitter/lib/src")
target_compile_definitions(tree-sitter PRIVATE _DEFAULT_SOURCE _POSIX_C_SOURCE=200112L)
target_compile_options(tree-sitter PRIVATE -O2 -w)
target_link_libraries(tree-sitter PRIVATE cumulint-sanitize)

add_library(grammars INTERFACE)

function(add_grammar name folder)
  set(source "${CUMULINT_NODE_MODULES}/${folder}/src")
  set(files "${source}/parser.c")
  if(EXISTS "${source}/scanner.c")
    list(APPEND files "${source}/scanner.c")
  endif()
  add_library(grammar-${name} STATIC ${files})
  target_include_directories(grammar-${name} PRIVATE "${source}")
  target_compile_options(grammar-${name} PRIVATE -O2 -w)
  target_link_libraries(grammars INTERFACE grammar-${name})
endfunction()

add_grammar(python tree-sitter-python)
add_grammar(javascript tree-sitter-javascript)
add_grammar(typescript tree-sitter-typescript/typescript)
add_grammar(tsx tree-sitter-typescript/tsx)
target_link_libraries(grammars INTERFACE tree-sitter)
