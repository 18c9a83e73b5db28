// Possible: everything that is known of one value before deployment.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/truth.h"
#include "model/template.h"
#include "resolve/scenario.h"

namespace cumulint {

/// What a hole of a text stands for: a Ref (attribute empty), a GetAtt, or something else by its canonical text.
struct Reference {
  std::string_view target;     // logical id, parameter, pseudo parameter, or "Fn::ImportValue:…" for others
  std::string_view attribute;
  const Resource* resource = nullptr;  // if the target is a resource of the template
  friend bool operator==(const Reference& a, const Reference& b) {
    return a.target == b.target && a.attribute == b.attribute;
  }
};

struct Alternative {
  std::string_view text;
  Scenario when;
};

/// Known text (one alternative without atoms), a choice, or a hole: no alternatives, open.
struct Piece {
  std::span<const Alternative> alternatives;
  bool open = false;
  Reference reference;  // of a hole; target empty if nothing is known of it
};

/// Text with holes: "arn:aws:s3:::${Bucket}/*" certainly ends with "/*". Alternatives a piece, never their product.
struct PartialText {
  std::span<const Piece> pieces;  // empty: the empty text

  Truth equals(std::string_view text) const;
  Truth starts_with(std::string_view text) const;
  Truth ends_with(std::string_view text) const;
  Truth contains(std::string_view text) const;
  /// The same pieces and holes are equal whatever is deployed.
  Truth equals(const PartialText& other) const;
  /// The whole text, if it has one alternative and no hole.
  std::optional<std::string_view> known() const;
  std::optional<std::int64_t> integer() const;
  /// The one reference that the text consists of, or null.
  const Reference* whole_reference() const;
};

/// One value that may stand here.
struct Candidate {
  const Field* field = nullptr;  // where it was written, never null: what is absent has a field and a place too
  PartialText text;
  Scenario when;                 // with the Condition of its resource
  bool absent = false;           // not set (or AWS::NoValue); `text` is then AWS's default if the caller gave one
};

/// All that is known of one scalar value. `every` and `some` are how rules ask.
struct Possible {
  std::span<const Candidate> candidates;  // at most 32, beyond that open
  bool open = true;                       // other values may appear at deployment
  bool invalid = false;                   // already reported: stay silent
  Arena* arena = nullptr;                 // where the candidates live; verdicts that join scenarios use it

  template <class Predicate>  // Truth(const Candidate&)
  Truth every(Predicate holds) const {
    Truth all = open ? Truth::unknown : Truth::yes;
    for (const Candidate& c : candidates) all = both(all, holds(c));
    return invalid ? Truth::unknown : all;
  }
  /// Is there any candidate for which it may hold, or an open end? For absence rules.
  template <class Predicate>
  Truth any(Predicate holds) const {
    Truth one = open || invalid ? Truth::unknown : Truth::no;
    for (const Candidate& c : candidates) one = either(one, holds(c));
    return one;
  }
};

/// A structure that may stand somewhere: `field->value` is never an If, a NoValue, or a reference to a given parameter.
struct Choice {
  const Field* field = nullptr;  // never null; its value is absent where nothing stands
  Scenario when;
};

/// The possible structures of one place: what If, NoValue, FindInMap of lists and parameters leave.
struct Choices {
  std::span<const Choice> items;
  bool open = true;
  bool invalid = false;
};

}  // namespace cumulint
