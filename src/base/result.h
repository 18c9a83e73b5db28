// Result<T>: what a fallible call on the world (file, configuration, arguments) returns.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "base/assert.h"

namespace cumulint {

/// A failure of the world, as one full sentence for the user.
struct Error {
  std::string message;
};

/// Either a value or an Error; no exception crosses a layer.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() {
    CUMULINT_ASSERT(state_.index() == 0);
    return *std::get_if<0>(&state_);
  }
  const T& operator*() const {
    CUMULINT_ASSERT(state_.index() == 0);
    return *std::get_if<0>(&state_);
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }
  const Error& error() const {
    CUMULINT_ASSERT(state_.index() == 1);
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

}  // namespace cumulint
