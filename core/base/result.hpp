// Errors as values. Every function of rawi that can fail returns Result<T>; a library's exceptions
// are caught in the one .cpp that wraps that library and become an Error here.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace rawi {

enum class ErrorCode {
  kInvalidInput,  // the data that a user gave is wrong; other data is unaffected
  kNotFound,      // what was asked for is not there
  kBusy,          // another process holds it
  kCorrupt,       // stored bytes are not what was written
  kIo,            // the operating system refused a read or a write
  kFull,          // no room left on the device
  kUnsupported,   // written by another version, or a format that rawi does not read
};

/// What went wrong, on what, and what the user can do. All four texts are plain English without a
/// trailing full stop; `subject` names a file, a "file:line", a key or an id.
struct Error {
  ErrorCode code = ErrorCode::kInvalidInput;
  std::string subject;
  std::string problem;
  std::string advice;

  /// "subject: problem; advice" on one line, without the parts that are empty.
  [[nodiscard]] std::string message() const;
};

template <class T>
using Result = tl::expected<T, Error>;

/// An unexpected value for `return fail(...)` in a function that returns any Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string subject, std::string problem,
                                                std::string advice = {}) {
  return tl::unexpected<Error>(Error{code, std::move(subject), std::move(problem), std::move(advice)});
}

/// Passes another function's error on: `if (!r) return fail(std::move(r.error()));`
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace rawi
