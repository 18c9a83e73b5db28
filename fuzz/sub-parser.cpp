// Fuzzes the parser of Fn::Sub texts: its parts are the whole text, in order, and a variable starts where it says.

#include "fuzz/reader-checks.h"
#include "model/make.h"

using namespace cumulint;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const fuzz::PaddedText input(data, size);
  Arena arena;
  std::uint32_t behind = 0;
  for (const SubPart& part : parse_sub(input.text(), arena)) {
    if (part.decoded.begin != behind || part.decoded.end < behind || part.decoded.end > size) fuzz::fail("a part out of place");
    const std::string_view source = input.text().substr(part.decoded.begin, part.decoded.size());
    if (part.is_variable && source.substr(0, 2) != "${") fuzz::fail("a variable that is none");
    behind = part.decoded.end;
  }
  if (behind != size) fuzz::fail("text that is in no part");
  return 0;
}
