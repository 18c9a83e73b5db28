// Text as a terminal shows it, and commands for GitHub.

#include "output/text.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "output/frame.h"
#include "output/github.h"
#include "output/sample.h"

using namespace cumulint;

TEST_CASE("text shows every end with a frame, the help, the fix and the counts") {
  const test::Sample sample;
  std::string out;
  write_text(sample.results, {}, out);
  CHECK(out ==
        "../src/app.py:2:16: error[hardcoded-secret]: a password is written here\n"
        "  2 | \tDB_PASSWORD = \"pa5**************\n"
        "    | \t              ^^^^^^^^^^^^^^^^^^\n"
        "\n"
        "my template.yaml:4:50: error[sqs-visibility-timeout]: queue Größe hides a message for 60 s: Lambda refuses "
        "such a mapping\n"
        "  4 |     Properties: {Name: \"日本𝒳\", VisibilityTimeout: 60}\n"
        "    |                                                    ^^\n"
        "  ../src/app.py:3:1: related: it is sent here, 100%\n"
        "  3 | send(1,\n"
        "    | ^^^^^^^\n"
        "  help: set VisibilityTimeout to at least 120\n"
        "  fix: Set VisibilityTimeout to 720\n"
        "\n"
        "my template.yaml:5:10: note[sqs-visibility-margin]: the file ends [here] <b>, \"now\" & then\n"
        "  5 |   Last: x\n"
        "    |          ^\n"
        "\n"
        "2 errors, 1 note in 1 template (1 suppressed)\n"
        "1 finding can be fixed with --fix; --diff shows how.\n"
        "1 production finding hidden; --profile production shows them.\n");
}

TEST_CASE("quiet text is one line a finding") {
  const test::Sample sample;
  std::string out;
  write_text(sample.results, {.quiet = true}, out);
  CHECK(out.find("^") == std::string::npos);
  CHECK(std::count(out.begin(), out.end(), '\n') == 3);
}

TEST_CASE("statistics count by rule, the most frequent first") {
  const test::Sample sample;
  std::string out;
  write_text(sample.results, {.quiet = true, .statistics = true}, out);
  CHECK(out.find("     1  hardcoded-secret\n") != std::string::npos);
}

TEST_CASE("colours are there when asked for, and only then") {
  const test::Sample sample;
  std::string plain, colored;
  write_text(sample.results, {}, plain);
  write_text(sample.results, {.color = true}, colored);
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(colored.find("\x1b[1;31merror[sqs-visibility-timeout]:\x1b[0m") != std::string::npos);
}

TEST_CASE("a frame of a very long line is a window around the place") {
  const std::string line = std::string(5000, 'a') + "HERE" + std::string(5000, 'b');
  const FrameLine frame = make_frame(line, 5000, 5004);
  CHECK(frame.text.size() < 200);
  CHECK(frame.text.find("HERE") != std::string::npos);
  // The caret line counts columns, the text starts with a "…" of one column and three bytes.
  CHECK(frame.carets.find("^^^^") + 2 == frame.text.find("HERE"));
}

TEST_CASE("carets stand below wide and combining characters") {
  CHECK(make_frame("日本 x", 3, 4).carets == "     ^");
  CHECK(make_frame("e\xCC\x81 x", 3, 4).carets == "  ^");
  CHECK(make_frame("\tx", 1, 2).carets == "\t^");
  CHECK(make_frame("", 0, 0).carets == "^");
}

TEST_CASE("annotations escape what would end a command, and name both ends") {
  const test::Sample sample;
  std::string out;
  write_github(sample.results, out);
  CHECK(out.find("::error file=stack/my "
                 "template.yaml,line=4,endLine=4,col=50,endColumn=52,title=sqs-visibility-timeout::queue "
                 "Größe hides a message for 60 s: Lambda refuses such a mapping%0Asrc/app.py:3:1: it is sent here, "
                 "100%25%0Ahelp: set VisibilityTimeout to at least 120\n") != std::string::npos);
  CHECK(out.find("::notice file=") != std::string::npos);
  CHECK(out.rfind("::error") < out.find("::notice"));
}
