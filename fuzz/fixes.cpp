// Fuzzes the fixes: a sound template is sound after them, and a second run has nothing left to repair.

#include "fuzz/project.h"

using namespace cumulint;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const fuzz::ProjectText project(data, size);
  test::MemoryOutside outside;
  project.write_to(outside);
  const bool was_sound = fuzz::is_sound(project.text);
  const std::vector<std::string> fix = {"check", "--strict", "--fix", "--unsafe-fixes", "template.yaml"};
  outside.run(fix);
  const std::string fixed = outside.text("template.yaml");
  if (was_sound && !fuzz::is_sound(fixed)) fuzz::fail("a fix broke the template:\n" + fixed);
  outside.run(fix);
  if (was_sound && outside.text("template.yaml") != fixed) fuzz::fail("a second run changed more:\n" + outside.text("template.yaml"));
  return 0;
}
