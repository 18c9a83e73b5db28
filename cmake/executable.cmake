# The one program.

add_executable(cumulint "${PROJECT_SOURCE_DIR}/src/app/main.cpp")
target_link_libraries(cumulint PRIVATE cumulint-app)
if(CUMULINT_STATIC)
  target_link_options(cumulint PRIVATE -static -s -Wl,--gc-sections)
endif()
