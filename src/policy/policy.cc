#include "policy/policy.h"

#include <algorithm>
#include <set>

namespace lofte::policy {

const std::vector<std::string> kPromiseKinds = {
    "access-control", "ai",           "breach", "claim",  "consent",   "cookie",    "identity", "legal-basis", "logging",
    "messaging",      "minimisation", "minors", "notice", "recipient", "retention", "right",    "security",    "transfer",
};

const std::vector<std::string> kFormats = {"argon2id", "bcrypt", "pbkdf2", "scrypt", "sha256-hex", "sha512-hex"};
const std::vector<std::string> kNeverPatterns = {"card-number", "national-id"};
const std::vector<std::string> kSettled = {"cookie-without-consent", "longer-than-law",  "obligation-without-law", "recipient-of-none",
                                           "then-without-figure",    "transfer-of-none", "undecided-then"};
const std::vector<std::string> kCookieKinds = {"essential", "functional", "analytics", "marketing"};
const std::vector<std::string> kTold = {"authority", "subjects", "controller"};
const std::vector<std::string> kRisks = {"any", "risk", "high-risk"};
const std::vector<std::string> kRights = {"access",    "complaint",   "erasure",       "human-decision", "information",
                                          "objection", "portability", "rectification", "restriction",    "withdrawal"};
const std::vector<std::string> kMessageKinds = {"service", "commercial"};
const std::vector<std::string> kCarried = {"sender", "unsubscribe"};
const std::vector<std::string> kAutomated = {"none", "assists", "decides"};
const std::vector<std::string> kProvisions = {"law", "contract", "choice"};
const std::vector<std::string> kSafeguards = {"adequacy", "bcr", "dpa", "dpf", "scc"};

std::string_view NameOf(Basis basis) {
  switch (basis) {
    case Basis::kConsent:
      return "consent";
    case Basis::kContract:
      return "contract";
    case Basis::kLegalObligation:
      return "legal-obligation";
    case Basis::kVitalInterests:
      return "vital-interests";
    case Basis::kPublicTask:
      return "public-task";
    case Basis::kLegitimateInterests:
      return "legitimate-interests";
  }
  return "";
}

std::string_view NameOf(RuleKind kind) {
  switch (kind) {
    case RuleKind::kNeed:
      return "keep";
    case RuleKind::kCap:
      return "cap";
    case RuleKind::kFloor:
      return "floor";
  }
  return "";
}

std::string_view NameOf(Then then) {
  switch (then) {
    case Then::kNone:
      return "none";
    case Then::kBlock:
      return "block";
    case Then::kAnonymise:
      return "anonymise";
    case Then::kAggregate:
      return "aggregate";
    case Then::kErase:
      return "erase";
  }
  return "";
}

namespace {

struct ControlName {
  std::string_view operator()(const Unproven&) const { return "unproven"; }
  std::string_view operator()(const RetentionControl&) const { return "retention"; }
  std::string_view operator()(const ColumnsControl&) const { return "columns"; }
  std::string_view operator()(const ValuesControl&) const { return "values"; }
  std::string_view operator()(const FormatControl&) const { return "format"; }
  std::string_view operator()(const AlwaysControl&) const { return "always"; }
  std::string_view operator()(const NeverControl&) const { return "never"; }
  std::string_view operator()(const RowSecurityControl&) const { return "row-security"; }
  std::string_view operator()(const Attested&) const { return "attested"; }
  std::string_view operator()(const Claim&) const { return "claim"; }
};

struct ControlEvidence {
  Evidence operator()(const Unproven&) const { return Evidence::kUnproven; }
  Evidence operator()(const RetentionControl&) const { return Evidence::kOwnData; }
  Evidence operator()(const ColumnsControl& control) const { return control.free_of.empty() ? Evidence::kSchema : Evidence::kOwnData; }
  Evidence operator()(const ValuesControl&) const { return Evidence::kOwnData; }
  Evidence operator()(const FormatControl&) const { return Evidence::kOwnData; }
  Evidence operator()(const AlwaysControl&) const { return Evidence::kOwnData; }
  Evidence operator()(const NeverControl& control) const { return control.category.empty() ? Evidence::kOwnData : Evidence::kSchema; }
  Evidence operator()(const RowSecurityControl&) const { return Evidence::kSchema; }
  Evidence operator()(const Attested&) const { return Evidence::kAttested; }
  Evidence operator()(const Claim&) const { return Evidence::kClaim; }
};

template <typename T>
const T* FindById(const std::vector<T>& items, std::string_view id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::string_view NameOf(const Control& control) { return std::visit(ControlName{}, control); }

std::string_view NameOf(Evidence evidence) {
  switch (evidence) {
    case Evidence::kOwnData:
      return "own data";
    case Evidence::kSchema:
      return "schema";
    case Evidence::kAttested:
      return "attested";
    case Evidence::kUnproven:
      return "unproven";
    case Evidence::kClaim:
      return "claim";
  }
  return "";
}

Evidence EvidenceOf(const Control& control) { return std::visit(ControlEvidence{}, control); }

bool IsOfEvents(const Control& control) {
  const auto* always = std::get_if<AlwaysControl>(&control);
  return always != nullptr && !always->event.empty();
}

const Promise* Policy::FindPromise(std::string_view id) const { return FindById(promises, id); }
std::optional<time::Day> Policy::FirstDay() const {
  if (draft && effective == time::Day{}) return std::nullopt;
  return effective;
}

const Activity* Policy::FindActivity(std::string_view id) const { return FindById(activities, id); }
const Recipient* Policy::FindRecipient(std::string_view id) const { return FindById(recipients, id); }

bool Policy::HasCategory(std::string_view category) const {
  const std::size_t dot = category.find('.');
  if (dot == std::string_view::npos) return false;
  const auto group = data.find(std::string(category.substr(0, dot)));
  if (group == data.end()) return false;
  return std::find(group->second.begin(), group->second.end(), category.substr(dot + 1)) != group->second.end();
}

std::vector<std::string> Policy::DecisionsOn(std::string_view promise) const {
  std::vector<std::string> ids;
  for (const Decision& decision : decisions)
    if (std::find(decision.promises.begin(), decision.promises.end(), promise) != decision.promises.end()) ids.push_back(decision.id);
  return ids;
}

std::vector<std::string> Policy::NeverStored() const {
  std::set<std::string> never;
  for (const Activity& activity : activities) never.insert(activity.never.begin(), activity.never.end());
  for (const Promise& promise : promises) {
    const auto* control = std::get_if<NeverControl>(&promise.control);
    if (control != nullptr && !control->category.empty()) never.insert(control->category);
  }
  return {never.begin(), never.end()};
}

std::vector<std::string> Policy::WithCovered(std::string_view promise) const {
  std::map<std::string_view, const Promise*> by_id;
  for (const Promise& each : promises) by_id.emplace(each.id, &each);
  std::set<std::string> seen = {std::string(promise)};
  std::vector<std::string> open = {std::string(promise)};
  while (!open.empty()) {
    const auto next = by_id.find(open.back());
    open.pop_back();
    if (next == by_id.end()) continue;
    for (const std::string& covered : next->second->covers) {
      if (seen.insert(covered).second) open.push_back(covered);
    }
  }
  return {seen.begin(), seen.end()};
}

}  // namespace lofte::policy
