# Language, warnings, optimisation, sanitizers and linker: `cumulint-flags` is linked by all of our own targets.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)

# Without -g: debug information doubles the time of a dev build, and most builds never see a debugger.
set(CMAKE_C_FLAGS_DEBUG "-O0")
set(CMAKE_CXX_FLAGS_DEBUG "-O0")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CUMULINT_CCACHE ccache)
foreach(language C CXX)
  if(CUMULINT_CCACHE AND NOT DEFINED CMAKE_${language}_COMPILER_LAUNCHER)
    set(CMAKE_${language}_COMPILER_LAUNCHER "${CUMULINT_CCACHE}")
  endif()
endforeach()

set(unoptimised OFF)
if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT CUMULINT_SANITIZE)
  set(unoptimised ON)
endif()

add_library(cumulint-flags INTERFACE)
# A designated initialiser leaves members out on purpose.
target_compile_options(cumulint-flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wno-missing-field-initializers>
  # Errors where nothing is optimised: what GCC guesses after optimising is wrong about std::string and std::optional
  # (gcc.gnu.org/bugzilla/show_bug.cgi?id=105651 and its kin), and each version guesses otherwise. The sanitizers look for
  # the same when the tests run.
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${unoptimised}>>:-Werror>
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds;-Wno-maybe-uninitialized>)
target_compile_definitions(cumulint-flags INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_include_directories(cumulint-flags INTERFACE "${PROJECT_SOURCE_DIR}/src")

if(CUMULINT_DEBUG_INFO)
  add_compile_options(-g)
endif()

# Applied to the tree-sitter core too, so that a misuse of its API is seen; not to the grammars, which are tables.
add_library(cumulint-sanitize INTERFACE)
if(CUMULINT_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    list(APPEND sanitizers "-fsanitize-ignorelist=${CMAKE_CURRENT_LIST_DIR}/sanitizer-ignorelist.txt")
  endif()
  target_compile_options(cumulint-sanitize INTERFACE $<$<NOT:$<COMPILE_LANGUAGE:ASM>>:${sanitizers};-O1;-g1>)
  target_link_options(cumulint-sanitize INTERFACE ${sanitizers})
endif()
if(CUMULINT_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "the fuzz build needs clang: set CMAKE_C_COMPILER and CMAKE_CXX_COMPILER")
  endif()
  target_compile_options(cumulint-sanitize INTERFACE $<$<NOT:$<COMPILE_LANGUAGE:ASM>>:-fsanitize=fuzzer-no-link>)
  if(NOT CUMULINT_SANITIZE)
    target_link_options(cumulint-sanitize INTERFACE -fsanitize=undefined)  # its library lets other programs ignore what is counted
  endif()
endif()
target_link_libraries(cumulint-flags INTERFACE cumulint-sanitize)

# A faster linker where there is one; the release keeps the system's, which every machine has.
if(NOT CUMULINT_STATIC)
  find_program(CUMULINT_MOLD mold)
  find_program(CUMULINT_LLD ld.lld)
  if(CUMULINT_MOLD)
    add_link_options(-fuse-ld=mold)
  elseif(CUMULINT_LLD)
    add_link_options(-fuse-ld=lld)
  endif()
endif()

find_package(Threads REQUIRED)
target_link_libraries(cumulint-flags INTERFACE Threads::Threads)
