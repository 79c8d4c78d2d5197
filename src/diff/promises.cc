// The promises themselves, where no other change tells of them, and the decisions on how they are read.
#include <set>

#include "diff/found.h"

namespace lofte::diff {

using policy::Promise;

namespace {

std::set<std::string> Concerned(const Found& found) {
  std::set<std::string> promises;
  for (const Change& change : found.changes()) promises.insert(change.promises.begin(), change.promises.end());
  return promises;
}

// Of a claim nothing follows, so that it comes and goes as words do.
void AddWhole(const Promise& promise, bool is_new, Found& found) {
  const bool is_claim = std::holds_alternative<policy::Claim>(promise.control);
  Change& change = is_claim ? found.Add("wording", promise.span, !is_new)
                            : found.AddEither(is_new, "promise-new", "promise-lost", promise.span, promise.span);
  change.promises = {promise.id};
  (is_new ? change.after : change.before) = LocalValue(promise.text);
}

// Its words alone say what it is: no rule, entry or control does.
bool IsOnlyWords(const Promise& promise) {
  return std::holds_alternative<policy::Unproven>(promise.control) || std::holds_alternative<policy::Attested>(promise.control);
}

void ComparePromise(const Promise& before, const Promise& after, Found& found) {
  const bool is_only_words = IsOnlyWords(before) && IsOnlyWords(after);
  if (Change* change = AddText(found, is_only_words ? "promise-changed" : "wording", before.text, after.text, after.span, ""))
    change->promises = {after.id};
  const std::string was = before.kind + ", " + ControlText(before.control), is = after.kind + ", " + ControlText(after.control);
  if (was == is) return;
  Change& change = found.Add("promise-check", after.span);
  change.promises = {after.id};
  change.before = TextValue(was);
  change.after = TextValue(is);
}

void CompareDecisions(const Pair& pair, Found& found) {
  const auto words = [](const policy::Decision& of) { return WordsOf(of.choice) + "; " + JoinIds(Sorted(of.promises)); };
  const auto all = [&](const policy::Policy& policy) {
    std::set<std::string> texts;
    for (const policy::Decision& of : policy.decisions) texts.insert(words(of));
    return texts;
  };
  const std::set<std::string> was = all(pair.before), is = all(pair.after);
  const auto add = [&](const policy::Decision& of, bool is_new) {
    Change& change = found.Add("decision-changed", of.span, !is_new);
    change.entry = of.id;
    change.promises = Sorted(of.promises);
    (is_new ? change.after : change.before) = LocalValue(of.choice);
  };
  for (const policy::Decision& of : pair.after.decisions)
    if (was.count(words(of)) == 0) add(of, true);
  for (const policy::Decision& of : pair.before.decisions)
    if (is.count(words(of)) == 0) add(of, false);
}

}  // namespace

void ComparePromises(const Pair& pair, Found& found) {
  const std::set<std::string> concerned = Concerned(found);
  for (const Promise& promise : pair.after.promises) {
    const Promise* before = pair.before.FindPromise(promise.id);
    if (before != nullptr) ComparePromise(*before, promise, found);
    if (before == nullptr && concerned.count(promise.id) == 0) AddWhole(promise, true, found);
  }
  for (const Promise& promise : pair.before.promises)
    if (pair.after.FindPromise(promise.id) == nullptr && concerned.count(promise.id) == 0) AddWhole(promise, false, found);
  CompareDecisions(pair, found);
}

}  // namespace lofte::diff
