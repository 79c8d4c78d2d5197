// Out as a notice and in again: one policy, in one language, in each format.
#pragma once

#include <string>
#include <vector>

#include "notice/words.h"
#include "policy/policy.h"

namespace lofte::tests::round_trip {

enum class Shape { kText, kHtml, kMarkdown };
inline constexpr Shape kShapes[] = {Shape::kText, Shape::kHtml, Shape::kMarkdown};
const char* NameOf(Shape shape);

inline const std::vector<std::string> kLanguages = {"nb", "nn", "sv", "da", "en"};

// The file that `lofte notice` would write. Precondition: no word is missing.
std::string Publish(const policy::Policy& policy, const notice::Words& words, Shape shape);

// What is lost, turned into something else or invented on the way; empty: nothing.
std::string LostOnTheWay(const policy::Policy& policy, const notice::Words& words, Shape shape);

}  // namespace lofte::tests::round_trip
