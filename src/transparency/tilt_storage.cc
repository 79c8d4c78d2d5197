#include <nlohmann/json.hpp>

#include "base/words.h"
#include "transparency/ends.h"
#include "transparency/tilt_parts.h"

namespace lofte::transparency {
namespace {

using EndKind = policy::End::Kind;

Json Temporal(const std::string& description, const time::Period& period) {
  return {{"description", description}, {"ttl", time::Format(period)}};
}

// What it is kept for, what kind of limit it is, and what it is counted from.
std::string Description(const TiltSource& source, const policy::Rule& rule, const policy::End& end) {
  const policy::Activity* activity = source.policy.FindActivity(rule.activity);
  std::string text = activity == nullptr ? std::string() : TextIn(activity->purpose, source.language);
  if (rule.kind == policy::RuleKind::kCap) Join(text, source.phrases.Say("storage.cap"), "; ");
  if (rule.kind == policy::RuleKind::kFloor) Join(text, source.phrases.Say("storage.floor"), "; ");
  const std::string function = FunctionOf(end);
  const std::string event = NameIn(source.labels.events, end.name, source.language);
  Join(text, source.phrases.Say("count." + (function.empty() ? "event" : function), event), "; ");
  return text;
}

// Parts of `latest` in `latest` are parts of it, and of `earliest` in `earliest`; TILT cannot say the one inside the other, so such a part
// stands as a condition, as it is written.
void AddEnd(const TiltSource& source, const policy::Rule& rule, const policy::End& end, EndKind around, Json& storage) {
  if (end.kind == EndKind::kAfter) {
    storage["temporal"].push_back(Temporal(Description(source, rule, end), TotalOf(end)));
  } else if (end.kind == EndKind::kWhile) {
    storage["purposeConditional"].push_back(source.phrases.Say("while", NameIn(source.labels.states, end.name, source.language)));
  } else if (end.kind == around) {
    for (const policy::End& part : end.parts) AddEnd(source, rule, part, around, storage);
  } else {
    storage["purposeConditional"].push_back(WrittenEnd(end));
  }
}

std::string Conditions(const policy::Rule& rule) {
  std::string text;
  for (const policy::ConditionRef& condition : rule.when) Join(text, (condition.negated ? "not " : "") + condition.name, " and ");
  return text;
}

// The rule itself, beside what TILT can say of it; the schema allows further members.
Json RuleJson(const policy::Rule& rule) {
  Json json = {{"kind", std::string(NameOf(rule.kind))}, {"end", WrittenEnd(EndOf(rule))}};
  if (!rule.when.empty()) json["when"] = Conditions(rule);
  if (!rule.within.is_zero()) json["within"] = time::Format(rule.within);
  if (rule.then != policy::Then::kNone) json["then"] = std::string(NameOf(rule.then));
  if (rule.from) json["from"] = time::Format(*rule.from);
  if (rule.until) json["until"] = time::Format(*rule.until);
  if (rule.unsettled) json["unsettled"] = time::Format(*rule.unsettled);
  for (const policy::Split& split : rule.splits)
    json["splits"].push_back(
        {{"event", split.event}, {split.side == policy::Split::Side::kOlder ? "before" : "since", time::Format(split.day)}});
  if (!rule.outcome.block_for.is_zero()) json["block"] = time::Format(rule.outcome.block_for);
  if (!rule.promises.empty()) json["promises"] = rule.promises;
  return json;
}

// What comes on top of the END, one after the other.
void AddAfterwards(const TiltSource& source, const policy::Rule& rule, Json& storage) {
  if (!rule.outcome.block_for.is_zero())
    storage["temporal"].push_back(Temporal(source.phrases.Say("storage.block"), rule.outcome.block_for));
  if (!rule.within.is_zero()) storage["temporal"].push_back(Temporal(source.phrases.Say("storage.within"), rule.within));
}

Json StorageEntry(const TiltSource& source, const policy::Rule& rule) {
  const policy::End end = EndOf(rule);
  Json storage = Json::object();
  AddEnd(source, rule, end, end.kind, storage);
  // Periods after an END of several parts have no place beside them: they stand in the rule alone.
  const bool one = end.kind == EndKind::kWhile || end.kind == EndKind::kAfter;
  const bool more = !rule.within.is_zero() || !rule.outcome.block_for.is_zero();
  if (one) AddAfterwards(source, rule, storage);
  if (!rule.law.empty()) storage["legalBasisConditional"].push_back(LawReference(rule.law));
  storage["aggregationFunction"] = end.kind == EndKind::kEarliest ? "min" : one && more ? "sum" : "max";
  storage["rule"] = RuleJson(rule);
  return storage;
}

}  // namespace

Json TiltStorage(const TiltSource& source, const policy::Activity& activity, const std::string& category) {
  Json list = Json::array();
  for (const policy::Rule& rule : source.policy.rules) {
    // A cap and a floor bind whoever has the data.
    const bool binds = rule.activity == activity.id || rule.kind != policy::RuleKind::kNeed;
    if (binds && Contains(rule.of, category)) list.push_back(StorageEntry(source, rule));
  }
  if (Contains(activity.never, category)) {
    Json none = {{"temporal", Json::array({Temporal(source.phrases.Say("storage.never"), time::Period())})}};
    none["aggregationFunction"] = "max";
    list.push_back(std::move(none));
  }
  return list;
}

}  // namespace lofte::transparency
