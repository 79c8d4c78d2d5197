// The changes as they are found, and what the files of the comparison share. Private to this module.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/words.h"
#include "diff/change.h"
#include "diff/values.h"

namespace lofte::diff {

// Both policies, with one id for what is the same in both (match.h). Borrowed.
struct Pair {
  const policy::Policy& before;
  const policy::Policy& after;
};

class Found {
 public:
  // The place: in the newer file, or (`in_old`) in the older.
  Change& Add(std::string_view kind, const Span& span, bool in_old = false);
  // One of two opposite kinds. `is_more`: the first, found in the newer file; else the second, found in the older.
  Change& AddEither(bool is_more, std::string_view more, std::string_view less, const Span& now, const Span& then);
  std::vector<Change> Take() { return std::move(changes_); }
  const std::vector<Change>& changes() const { return changes_; }

 private:
  std::vector<Change> changes_;
};

using Ids = std::vector<std::string>;

// Sorted, without repeats.
Ids Sorted(Ids ids);
// What is in the first and not in the second.
Ids Without(const Ids& ids, const Ids& others);
Ids Both(const Ids& ids, const Ids& others);

// Equal, or the same but for case, blanks and punctuation; in some language at least, and in none another.
enum class Sameness { kEqual, kWording, kOther };
Sameness Compare(const policy::LocalText& before, const policy::LocalText& after);
Sameness Compare(const std::string& before, const std::string& after);

// Of what `before` and `after` say: `wording`, the kind, or, where one of them says nothing, told-more or told-less. Nothing of equal ones.
// `entry`: what it is.
Change* AddText(Found& found, std::string_view kind, const policy::LocalText& before, const policy::LocalText& after, const Span& span,
                const std::string& entry);
Change* AddText(Found& found, std::string_view kind, const std::string& before, const std::string& after, const Span& span,
                const std::string& entry);

// How much later the second is: less than 0, 0 or more. at-once, session and nothing come first, then periods by their length, then
// undue-delay, which no figure bounds, then what is not said.
int Later(const std::optional<policy::Term>& before, const std::optional<policy::Term>& after);

template <typename T>
const T* FindEntry(const std::vector<T>& entries, const std::string& id) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const T& entry) { return entry.id == id; });
  return found == entries.end() ? nullptr : &*found;
}

// The comparisons, each of a part of the policies.
void CompareActivities(const Pair& pair, Found& found);
void CompareCategories(const Pair& pair, Found& found);
void CompareRetention(const Pair& pair, Found& found);
void CompareRecipients(const Pair& pair, Found& found);
void CompareParties(const Pair& pair, Found& found);
void CompareRights(const Pair& pair, Found& found);
void CompareCookies(const Pair& pair, Found& found);
void CompareMessages(const Pair& pair, Found& found);
void CompareMeasures(const Pair& pair, Found& found);
// Last: of what another change names no more is said.
void ComparePromises(const Pair& pair, Found& found);

}  // namespace lofte::diff
