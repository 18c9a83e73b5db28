// What is known of a rule before it runs: its id, level and two knobs.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cumulint {

/// error: the deployment fails, or the system loses data, is exposed or can't work; warning: costs money, reliability
/// or security; note: advice.
enum class Level : std::uint8_t { note, warning, error };
enum class Default : std::uint8_t { on, production, strict };
enum class Grouping : std::uint8_t { each, per_template, per_api, per_workflow };
enum class FixSafety : std::uint8_t { none, suggestion, safe };

struct RuleInfo {
  std::string_view id = {};
  Level level = Level::warning;
  Default reported = Default::on;
  Grouping grouping = Grouping::each;
  FixSafety fix = FixSafety::none;
  std::array<std::string_view, 4> tags = {};     // cost, security, reliability, performance; the family is the folder
  std::array<std::string_view, 16> aliases = {};  // ids of other linters: E3012
  std::string_view section = {};                 // of the chapter: "11.4"
};

std::string_view level_name(Level level);

}  // namespace cumulint
