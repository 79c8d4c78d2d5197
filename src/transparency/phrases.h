// Short sentences for formats that ask for one: data/phrases.tsv, carried in the program, a column for each language. Immutable; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lofte::transparency {

class Phrases {
 public:
  // kInvalid, with the languages there are. Of `en-GB` it is `en` that counts.
  static Result<Phrases> In(std::string_view language);
  static std::vector<std::string> Languages();

  // With `{}` replaced by `what`. A key that is not there is a fault of ours: panics.
  std::string Say(const std::string& key, const std::string& what = "") const;

 private:
  explicit Phrases(std::size_t column) : column_(column) {}
  std::size_t column_;  // of the table
};

}  // namespace lofte::transparency
