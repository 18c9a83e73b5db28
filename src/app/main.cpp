// The program's entry: arguments in, status out, and the last line of defence.
#include <exception>
#include <string>
#include <vector>

#include "app/command.h"

int main(int count, char** arguments) {
  cumulint::Outside& outside = cumulint::real_outside();
  try {
    const std::vector<std::string> words(arguments + (count > 0 ? 1 : 0), arguments + count);
    return static_cast<int>(cumulint::run_command(words, outside));
  } catch (const std::exception& error) {
    outside.complain(std::string("cumulint: internal error: ") + error.what() + "\n");
    return static_cast<int>(cumulint::Status::failed);
  }
}
