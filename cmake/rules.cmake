# Registers rules by their place: rules/<family>/<id>.cpp defines `rules::<id with _>`, rules/<family>/<id>.md is its page.

file(GLOB rule_files RELATIVE "${PROJECT_SOURCE_DIR}/rules" CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/rules/*/*.cpp")
file(GLOB page_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/rules/*/*.md")  # to notice one that goes
set(entries "")
foreach(file IN LISTS rule_files)
  cmake_path(GET file PARENT_PATH family)
  cmake_path(GET file STEM id)
  set(page "${PROJECT_SOURCE_DIR}/rules/${family}/${id}.md")
  if(NOT EXISTS "${page}")
    message(FATAL_ERROR "rule ${id} has no page: write rules/${family}/${id}.md beside rules/${family}/${id}.cpp")
  endif()
  list(APPEND entries "${id} ${family}")  # a space sorts before every character of an id, so this sorts by id
endforeach()
list(SORT entries COMPARE STRING)

set(declarations "")
set(rows "")
set(assembly "")
set(pages "")
set(previous "")
foreach(entry IN LISTS entries)
  string(REPLACE " " ";" entry "${entry}")
  list(GET entry 0 id)
  list(GET entry 1 family)
  if(id STREQUAL previous)
    message(FATAL_ERROR "two rules have the id ${id}: one file name may stand in one family only")
  endif()
  set(previous "${id}")
  string(REPLACE "-" "_" identifier "${id}")
  set(page "${PROJECT_SOURCE_DIR}/rules/${family}/${id}.md")
  list(APPEND pages "${page}")
  string(APPEND declarations "namespace cumulint::rules {\nextern const Rule ${identifier};\n}\n"
    "extern \"C\" const char cumulint_page_${identifier}_begin[], cumulint_page_${identifier}_end[];\n")
  string(APPEND rows "    {&rules::${identifier}, \"${family}\", page(cumulint_page_${identifier}_begin, cumulint_page_${identifier}_end)},\n")
  string(APPEND assembly
    ".globl cumulint_page_${identifier}_begin\ncumulint_page_${identifier}_begin:\n.incbin \"${page}\"\n"
    ".globl cumulint_page_${identifier}_end\ncumulint_page_${identifier}_end:\n.byte 0\n")
endforeach()

set(registry_table "return {};")
if(rows)
  set(registry_table "static const RegisteredRule table[] = {\n${rows}  };\n  return table;")
endif()
file(STRINGS "${PROJECT_SOURCE_DIR}/rules/ids.txt" reserved_ids REGEX "^[A-Za-z]")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/rules/ids.txt")
list(SORT reserved_ids COMPARE STRING)
list(JOIN reserved_ids "\", \"" reserved_rows)

set(generated "${PROJECT_BINARY_DIR}/generated")
configure_file("${PROJECT_SOURCE_DIR}/cmake/registry.cpp.in" "${generated}/registry.generated.cpp" @ONLY)
configure_file("${PROJECT_SOURCE_DIR}/cmake/pages.s.in" "${generated}/pages.generated.s" @ONLY)
set_source_files_properties("${generated}/pages.generated.s" PROPERTIES OBJECT_DEPENDS "${pages}")

list(TRANSFORM rule_files PREPEND "${PROJECT_SOURCE_DIR}/rules/")
add_library(cumulint-rules STATIC
  ${rule_files} "${generated}/registry.generated.cpp" "${generated}/pages.generated.s")
target_link_libraries(cumulint-rules PUBLIC cumulint-rule)

# All rules include this one header and nothing else: compiled once, a rule takes 0.2 s instead of 0.7.
target_precompile_headers(cumulint-rules PRIVATE "${PROJECT_SOURCE_DIR}/src/rule/api.h")
set_source_files_properties("${generated}/registry.generated.cpp" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)

# The registry needs the rules, the rules need their machinery: a cycle that only the linker sees.
target_link_libraries(cumulint-rule INTERFACE cumulint-rules)
