// What people are sent.
#include "diff/found.h"

namespace lofte::diff {

using policy::Message;

namespace {

Ids OnlyOf(const Message& message) {
  Ids only;
  for (const policy::ConditionRef& ref : message.only) only.push_back((ref.negated ? "not " : "") + ref.name);
  return Sorted(std::move(only));
}

struct Sides {
  const Message& before;
  const Message& after;
  Found& found;

  void Add(std::string_view kind, Value was, Value is) const {
    Change& change = found.Add(kind, after.span);
    change.entry = after.id;
    if (!after.activity.empty()) change.activities = {after.activity};
    change.promises = after.promises;
    change.before = std::move(was);
    change.after = std::move(is);
  }
  // More ids are more messages, or the other way about.
  void Lists(const Ids& was, const Ids& is, bool more_is_more) const {
    const bool gains = !Without(is, was).empty(), loses = !Without(was, is).empty();
    if (gains) Add(more_is_more ? "message-more" : "message-less", ListValue(Sorted(was)), ListValue(Sorted(is)));
    if (loses) Add(more_is_more ? "message-less" : "message-more", ListValue(Sorted(was)), ListValue(Sorted(is)));
  }
};

void AddWhole(const Message& message, bool is_new, Found& found) {
  Change& change = found.AddEither(is_new, "message-new", "message-gone", message.span, message.span);
  change.entry = message.id;
  if (!message.activity.empty()) change.activities = {message.activity};
  change.promises = message.promises;
  (is_new ? change.after : change.before) = TextValue(message.kind);
}

void CompareMessage(const Sides& sides) {
  const Message &before = sides.before, &after = sides.after;
  if (before.kind != after.kind)
    sides.Add(after.kind == "commercial" ? "message-more" : "message-less", TextValue(before.kind), TextValue(after.kind));
  if (before.activity != after.activity) sides.Add("message-other", TextValue(before.activity), TextValue(after.activity));
  sides.Lists(before.by, after.by, true);
  sides.Lists(OnlyOf(before), OnlyOf(after), false);
  const int later = Later(before.stops, after.stops);
  if (later != 0) sides.Add(later > 0 ? "message-stop-slower" : "message-stop-faster", TermValue(before.stops), TermValue(after.stops));
  const bool could = Contains(before.carries, "unsubscribe"), can = Contains(after.carries, "unsubscribe");
  if (could != can) sides.Add(could ? "message-stop-slower" : "message-stop-faster", ListValue(before.carries), ListValue(after.carries));
  const bool named = Contains(before.carries, "sender"), names = Contains(after.carries, "sender");
  if (named != names) sides.Add(named ? "told-less" : "told-more", ListValue(before.carries), ListValue(after.carries));
}

}  // namespace

void CompareMessages(const Pair& pair, Found& found) {
  for (const Message& message : pair.after.messages) {
    const Message* before = FindEntry(pair.before.messages, message.id);
    if (before == nullptr) AddWhole(message, true, found);
    if (before != nullptr) CompareMessage(Sides{*before, message, found});
  }
  for (const Message& message : pair.before.messages)
    if (FindEntry(pair.after.messages, message.id) == nullptr) AddWhole(message, false, found);
}

}  // namespace lofte::diff
