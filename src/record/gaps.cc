#include "record/gaps.h"

#include <set>

#include "base/words.h"
#include "policy/countries.h"

namespace lofte::record {

using policy::Role;

namespace {

// Where Art. 30(1) has (e) and (g), Art. 30(2) has (c) and (d).
std::string Article(Role role, char of_controller, char of_processor) {
  return role == Role::kController ? std::string("30(1)(") + of_controller + ")" : std::string("30(2)(") + of_processor + ")";
}

void AskWho(const policy::Policy& policy, const Record& record, Role role, std::vector<Gap>& gaps) {
  const std::string article = Article(role, 'a', 'a');
  const auto add = [&](const char* field, std::string says) { gaps.push_back({"", field, article, std::move(says)}); };
  if (record.controller.name.empty()) add("controller", "nobody is answerable: say `name:` of the controller");
  if (!record.controller.HasContact())
    add("controller", "the controller cannot be reached: say `email:`, `phone:` or `address:` of the controller");
  if (!record.officer && !record.no_officer)
    add("officer", "neither a data protection officer nor that there is none: say `officer:` of the controller, or `officer: none`");
  if (policy::LeavesTheEea(policy.controller.country) && !record.representative)
    add("representative", "a controller outside the EEA and no representative in it (Art. 27): say `representative:` of the controller");
  for (const Party& joint : record.joint)
    if (!joint.HasContact()) add("joint", "the joint controller `" + joint.name + "` cannot be reached: say its `email:`");
}

void AskMeasures(const Record& record, Role role, std::vector<Gap>& gaps) {
  if (record.measures.empty())
    gaps.push_back({"", "measures", Article(role, 'g', 'd'),
                    "no security measure: say them under `measures:`, or promise them with `kind: security`"});
}

void AskTransfers(const Entry& entry, std::vector<Gap>& gaps) {
  const std::string article = Article(entry.role, 'e', 'c');
  for (const Receiver& receiver : entry.recipients) {
    if (receiver.country.empty())
      gaps.push_back({entry.activity, "transfers", article,
                      "the recipient `" + receiver.id + "` may be outside the EEA or not: say `country:` of the recipient"});
    if (receiver.is_transfer && receiver.safeguards.empty())
      gaps.push_back(
          {entry.activity, "safeguards", article,
           "the transfer to `" + receiver.id + "` (" + receiver.country + ") has no safeguard: say `safeguards:` of the recipient"});
  }
}

// Categories that are kept, and of which no need and no cap says how long.
std::vector<std::string> Unlimited(const policy::Activity& activity, const Entry& entry) {
  std::set<std::string> limited;
  for (const Limit& limit : entry.limits)
    if (limit.kind != policy::RuleKind::kFloor)
      for (const Category& category : limit.data) limited.insert(category.id);
  std::vector<std::string> without;
  for (const std::string& category : activity.data)
    if (limited.count(category) == 0) without.push_back(category);
  return without;
}

void AskLimits(const policy::Activity& activity, const Entry& entry, std::vector<Gap>& gaps) {
  const std::string list = Quoted(Unlimited(activity, entry));
  if (!list.empty()) gaps.push_back({activity.id, "limits", "30(1)(f)", "no time limit for " + list + ": say it under `retention:`"});
}

void AskController(const policy::Activity& activity, const Entry& entry, std::vector<Gap>& gaps) {
  const auto add = [&](const char* field, const char* article, const char* says) { gaps.push_back({activity.id, field, article, says}); };
  if (entry.purpose.empty()) add("purpose", "30(1)(b)", "no purpose: say `purpose:`");
  if (entry.subjects.empty()) add("subjects", "30(1)(c)", "no categories of people: say `subjects:`");
  if (entry.data.empty() && entry.uses.empty() && entry.never.empty()) add("data", "30(1)(c)", "no categories of data: say `data:`");
  if (!entry.recipients_said)
    add("recipients", "30(1)(d)", "neither recipients nor that there are none: say `recipients:`, or `recipients: none`");
  AskTransfers(entry, gaps);
  AskLimits(activity, entry, gaps);
}

void AskProcessor(const Entry& entry, std::set<std::string>& asked, std::vector<Gap>& gaps) {
  if (entry.processed_for.empty())
    gaps.push_back({entry.activity, "controllers", "30(2)(a)", "not said for whom it is done: say `processor-for:`"});
  else if (asked.insert(entry.processed_for).second)
    gaps.push_back({entry.activity, "controllers", "30(2)(a)",
                    "a policy has no place for the contact details of `" + entry.processed_for + "`: keep them beside the record"});
  if (entry.purpose.empty()) gaps.push_back({entry.activity, "processing", "30(2)(b)", "no kind of processing: say `purpose:`"});
  AskTransfers(entry, gaps);
}

}  // namespace

std::vector<Gap> GapsOf(const policy::Policy& policy, const Record& record) {
  std::vector<Gap> gaps;
  const Role first = record.Has(Role::kController) || !record.Has(Role::kProcessor) ? Role::kController : Role::kProcessor;
  AskWho(policy, record, first, gaps);
  AskMeasures(record, first, gaps);
  std::set<std::string> asked;
  for (const Entry& entry : record.entries) {
    const policy::Activity* activity = policy.FindActivity(entry.activity);
    if (entry.role == Role::kController && activity != nullptr)
      AskController(*activity, entry, gaps);
    else
      AskProcessor(entry, asked, gaps);
  }
  return gaps;
}

}  // namespace lofte::record
