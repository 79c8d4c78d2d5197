// What the catalogue or a document says: row-level security, attestations.
#include "controls/question.h"

namespace lofte::controls {

// Proves that the tables are protected, not that the application connects as a role the policies bind.
Inquiry AskRowSecurity(const Context& context) {
  Inquiry inquiry;
  if (!context.row_security_exists) {
    inquiry.unproven = "this kind of database has no row-level security";
    for (const auto& bound : context.bound.tables()) inquiry.stands = inquiry.stands || !bound->groups().empty();
    return inquiry;
  }
  for (const auto& bound : context.bound.tables()) {
    if (bound->groups().empty()) continue;
    ++inquiry.answer.examined;
    const std::string place = "`" + expr::Format(bound->map().name) + "`";
    if (!bound->table().row_security) {
      inquiry.answer.findings.push_back(place + " has no row-level security");
    } else if (bound->table().row_security_policies == 0) {
      inquiry.answer.findings.push_back(place + " has row-level security and no policy");
    }
  }
  return inquiry;
}

Inquiry AskAttested(const policy::Attested& attested, const grounds::Question& question) {
  Inquiry inquiry;
  if (attested.every) return inquiry;  // the ledger knows
  const time::Day today = question.zone.DayOf(question.at);
  if (today < attested.from) inquiry.unproven = "attested by " + attested.by + " only from " + time::Format(attested.from);
  if (today > attested.until) inquiry.unproven = "the attestation by " + attested.by + " lapsed on " + time::Format(attested.until);
  return inquiry;
}

}  // namespace lofte::controls
