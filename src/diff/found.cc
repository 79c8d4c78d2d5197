#include "diff/found.h"

#include "diff/match.h"

namespace lofte::diff {

Change& Found::Add(std::string_view kind, const Span& span, bool in_old) {
  Change change;
  change.kind = kind;
  change.rank = KindOf(kind).rank;
  change.span = span;
  change.in_old = in_old;
  changes_.push_back(std::move(change));
  return changes_.back();
}

Change& Found::AddEither(bool is_more, std::string_view more, std::string_view less, const Span& now, const Span& then) {
  return is_more ? Add(more, now) : Add(less, then, true);
}

Ids Sorted(Ids ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

Ids Without(const Ids& ids, const Ids& others) {
  Ids left;
  for (const std::string& id : ids)
    if (!Contains(others, id)) left.push_back(id);
  return Sorted(std::move(left));
}

Ids Both(const Ids& ids, const Ids& others) {
  Ids both;
  for (const std::string& id : ids)
    if (Contains(others, id)) both.push_back(id);
  return Sorted(std::move(both));
}

Sameness Compare(const std::string& before, const std::string& after) {
  if (before == after) return Sameness::kEqual;
  return Folded(before) == Folded(after) ? Sameness::kWording : Sameness::kOther;
}

// A translation that has come or gone says nothing else, as long as a language is left in which both can be compared. The same meaning is
// not found across languages: in a language that both have, the words decide.
Sameness Compare(const policy::LocalText& before, const policy::LocalText& after) {
  if (before == after) return Sameness::kEqual;
  bool is_comparable = false;
  for (const auto& [language, text] : before) {
    const auto other = after.find(language);
    if (other == after.end()) continue;
    is_comparable = true;
    if (Compare(text, other->second) == Sameness::kOther) return Sameness::kOther;
  }
  return is_comparable ? Sameness::kWording : Sameness::kOther;
}

namespace {

template <typename T>
Change* AddTextOf(Found& found, std::string_view kind, const T& before, const T& after, const Span& span, const std::string& entry,
                  Value (*value)(const T&)) {
  const Sameness sameness = Compare(before, after);
  if (sameness == Sameness::kEqual) return nullptr;
  const bool is_said = before.empty() || after.empty();
  Change& change = is_said                          ? found.Add(before.empty() ? "told-more" : "told-less", span)
                   : sameness == Sameness::kWording ? found.Add("wording", span)
                                                    : found.Add(kind, span);
  change.entry = entry;
  change.before = value(before);
  change.after = value(after);
  return &change;
}

}  // namespace

Change* AddText(Found& found, std::string_view kind, const policy::LocalText& before, const policy::LocalText& after, const Span& span,
                const std::string& entry) {
  return AddTextOf<policy::LocalText>(found, kind, before, after, span, entry, &LocalValue);
}

Change* AddText(Found& found, std::string_view kind, const std::string& before, const std::string& after, const Span& span,
                const std::string& entry) {
  return AddTextOf<std::string>(found, kind, before, after, span, entry, [](const std::string& text) { return TextValue(text); });
}

int Later(const std::optional<policy::Term>& before, const std::optional<policy::Term>& after) {
  // Of a year and of a month their average in days.
  constexpr double kMonth = 30.436875, kDay = 86'400, kNoFigure = 1e18, kNotSaid = 2e18;
  const auto length = [](const std::optional<policy::Term>& term) {
    if (!term) return kNotSaid;
    if (term->word == "undue-delay") return kNoFigure;
    if (!term->word.empty()) return -1.0;
    return (term->period.months * kMonth + term->period.days) * kDay + static_cast<double>(term->period.seconds);
  };
  const double was = length(before), is = length(after);
  return is > was ? 1 : is < was ? -1 : 0;
}

}  // namespace lofte::diff
