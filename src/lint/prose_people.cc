// Children, people who did not give their data themselves, whose processor somebody is, and how rights are used.
#include <algorithm>

#include "lint/prose_rules.h"

namespace lofte::lint {
namespace {

void FindMinors(Prose& prose) {
  if (prose.facts().minimum_age || prose.Says({"mi.child", "mi.age_limit"}) || prose.HasTopic("minors")) return;
  prose.Add("MINORS-MISSING", "nothing is said of children", prose.Whole());
}

bool NamesSources(const Prose& prose) {
  const auto& activities = prose.facts().activities;
  return prose.Says({"doc.source", "doc.origin"}) || prose.HasTopic("sources") ||
         std::any_of(activities.begin(), activities.end(), [](const importer::Activity& of) { return !of.sources.empty(); });
}

// Conversations, contracts and customers' customers: data of people who never came to this text.
void FindOthers(Prose& prose) {
  if (NamesSources(prose)) return;
  std::vector<const Statement*> others;
  for (const Statement& statement : prose.facts().statements)
    if (prose.IsCollected(statement) && Has(statement, {"dat.message", "dat.document", "sub.end_customer"})) others.push_back(&statement);
  if (!others.empty())
    prose.Add("ART14-MISSING", "this holds data about others than who gives it, and nothing is said of its source", PlacesOf(others));
}

// Of a sentence about somebody else's customers, those that say on whose behalf settle it.
void FindRoles(Prose& prose) {
  constexpr std::size_t kLeast = 2;
  const std::vector<const Statement*> customers = prose.With({"sub.end_customer"});
  if (customers.size() < kLeast || prose.Says({"role.processor", "role.on_behalf"})) return;
  prose.Add("ROLE-CONFUSION", "data about the customers of customers is processed, and for whose purposes is not said",
            PlacesOf(customers));
}

// Erasure at any time is told, and elsewhere that a law keeps some of it.
void FindExceptions(Prose& prose) {
  std::vector<const Statement*> told;
  for (const Statement* statement : prose.With({"right.erasure"})) {
    if (!prose.IsIn(*statement, "rights") || statement->negated) continue;
    if (Has(*statement, {"neg.unless", "ret.exception", "law.claim", "ret.in_line_with_law"})) return;
    told.push_back(statement);
  }
  Places kept;
  for (const importer::Retention& rule : prose.facts().retention)
    if (!rule.law.empty()) kept.push_back(OriginOf(rule));
  if (told.empty() || kept.empty()) return;
  prose.Add("RIGHT-VS-EXCEPTION", "erasure is told without the data that a law keeps", Joined(PlacesOf(told), kept));
}

void FindFees(Prose& prose) {
  std::vector<const Statement*> fees;
  for (const Statement* statement : prose.With({"right.fee"}))
    if (prose.IsIn(*statement, "rights") && !statement->negated && !Has(*statement, {"right.free"})) fees.push_back(statement);
  if (!fees.empty()) prose.Add("RIGHTS-FEE", "a fee for using a right is spoken of", PlacesOf(fees));
}

void FindIdentity(Prose& prose) {
  std::vector<const Statement*> asked;
  for (const Statement* statement : prose.With({"right.id_document"}))
    if (prose.IsIn(*statement, "rights") && !statement->negated) asked.push_back(statement);
  if (!asked.empty()) prose.Add("IDENTITY-EXCESSIVE", "whoever uses a right is asked for a copy of a document", PlacesOf(asked));
}

}  // namespace

void FindPeopleInProse(Prose& prose) {
  FindMinors(prose);
  FindOthers(prose);
  FindRoles(prose);
  FindExceptions(prose);
  FindFees(prose);
  FindIdentity(prose);
}

}  // namespace lofte::lint
