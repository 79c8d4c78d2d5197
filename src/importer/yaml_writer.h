// Writes the YAML of drafts: block maps with flow values. Private to draft.cc.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importer/facts.h"
#include "policy/policy.h"

namespace lofte::importer {

// A scalar that reads back as this text: bare where that is safe, else in double quotes. Line breaks and controls become blanks. Of one
// longer than kLongestText the beginning, and `…`.
std::string Scalar(std::string_view text);
// `[a, b]`; one alone without brackets.
std::string Flow(const std::vector<std::string>& items);
// `{ line: 30, bytes: 1234-1300, confidence: 0.9 }`
std::string OriginOf(const Place& place, double confidence);
std::string OriginOf(const policy::Origin& origin);

// Ids from words: `Booking records` -> `booking-records`. Each once: a second gets `-2`.
class Ids {
 public:
  std::string New(std::string_view words, std::string_view otherwise);

 private:
  std::unordered_map<std::string, int> taken_;  // and the number that the next of that name gets
};
std::string IdOf(std::string_view words);

}  // namespace lofte::importer
