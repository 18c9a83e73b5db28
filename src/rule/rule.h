// A rule is data: what is known of it, what it needs, and the functions that look.
#pragma once

#include <array>
#include <string_view>

#include "diag/rule-info.h"

namespace cumulint {

struct CodeCall;
struct Delivery;
class Reporter;
class ResourceView;
class UnitView;
class ApplicationView;

/// What the analysis must prepare. No rule that needs code, no source file opened.
struct Needs {
  bool workflows = false, code = false, iam = false, schema = false;
};

/// A plain aggregate, `extern constinit const` in namespace cumulint::rules, named like its file with '_' for '-'.
/// The pointer that is set says how fine the rule looks.
struct Rule {
  RuleInfo info = {};
  Needs needs = {};
  std::array<std::string_view, 4> types = {};  // for on_resource; empty: all
  void (*on_resource)(const ResourceView&, Reporter&) = nullptr;
  void (*on_call)(const CodeCall&, Reporter&) = nullptr;          // each SDK call of each function's code, once
  void (*on_delivery)(const Delivery&, Reporter&) = nullptr;      // each edge that carries messages or invokes
  void (*on_unit)(const UnitView&, Reporter&) = nullptr;          // once a template
  void (*on_application)(const ApplicationView&, Reporter&) = nullptr;
};

}  // namespace cumulint
