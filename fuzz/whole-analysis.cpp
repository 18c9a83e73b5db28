// Fuzzes everything between a template with its code and a report: each status is one of three, each output sound.

#include "fuzz/project.h"

using namespace cumulint;

namespace {

void check_json(const std::string& text, const char* format) {
  const fuzz::PaddedText padded(reinterpret_cast<const unsigned char*>(text.data()), text.size());
  Arena arena;
  const Tree tree = read_json(FileId{0}, padded.text(), arena);
  if (!text.empty() && !tree.complete) fuzz::fail(std::string("no sound output: ") + format);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const fuzz::ProjectText project(data, size);
  test::MemoryOutside outside;
  project.write_to(outside);
  for (const char* format : {"json", "sarif"}) {
    const int status = outside.run({"check", "--strict", "--format", format, "template.yaml"});
    if (status < 0 || status > 2) fuzz::fail("an unknown status");
    check_json(outside.output, format);
  }
  return 0;
}
