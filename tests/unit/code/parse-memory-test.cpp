// Sources are parsed in memory of their own: what one leaves behind does not change the next, on any thread.

#include "code/parse-memory.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "code/code-unit.h"

using namespace cumulint;

namespace {

std::string form_of(const std::string& text) { return print_program(*build_code_unit(text, {Language::python})->program); }

/// A list this long needs pieces of memory of every size.
std::string long_list(int items) {
  std::string text = "x = [\n";
  for (int i = 0; i < items; ++i) text += "'" + std::to_string(i) + "',\n";
  return text + "]\n";
}

}  // namespace

TEST_CASE("a source means the same whatever was parsed before it") {
  const std::string small = "import boto3\ndef handler(event, context):\n  return boto3.client('sqs')\n";
  const std::string form = form_of(small), large = form_of(long_list(3'000));
  CHECK(form.find("handler") != std::string::npos);
  CHECK(large.find("2999") != std::string::npos);
  for (const int items : {1, 40, 3'000, 70'000}) {
    CAPTURE(items);
    form_of(long_list(items));
    CHECK(form_of(small) == form);
  }
  CHECK(form_of(long_list(3'000)) == large);
}

TEST_CASE("threads parse beside each other") {
  const std::string large = form_of(long_list(2'000));
  std::vector<std::string> made(4);
  std::vector<std::thread> threads;
  for (std::string& one : made)
    threads.emplace_back([&one] {
      for (int i = 0; i < 3; ++i) one = form_of(long_list(2'000));
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : made) CHECK(one == large);
}
