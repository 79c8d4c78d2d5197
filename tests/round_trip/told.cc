#include "round_trip/told.h"

#include <algorithm>
#include <map>

#include "time/civil.h"

namespace lofte::tests::round_trip {

using policy::Basis;
using policy::End;
using policy::Policy;

namespace {

const std::map<Basis, std::string> kArticles = {{Basis::kConsent, "6(1)(a)"},         {Basis::kContract, "6(1)(b)"},
                                                {Basis::kLegalObligation, "6(1)(c)"}, {Basis::kVitalInterests, "6(1)(d)"},
                                                {Basis::kPublicTask, "6(1)(e)"},      {Basis::kLegitimateInterests, "6(1)(f)"}};

// The importer's names of rights where they are others.
const std::map<std::string, std::string> kRightNames = {{"withdraw_consent", "withdrawal"}, {"no_automated_decision", "human-decision"}};

void AddPeriod(const time::Period& period, std::set<std::string>& periods) {
  if (!period.is_zero()) periods.insert(time::Format(period));
}

void AddPeriods(const End& end, std::set<std::string>& periods) {
  for (const time::Step& step : end.chain) AddPeriod(step.period, periods);
  AddPeriod(end.clock, periods);
  for (const End& part : end.parts) AddPeriods(part, periods);
}

void AddRights(const notice::Block& block, std::set<std::string>& rights) {
  const std::string_view prefix = "right-";
  if (block.id.compare(0, prefix.size(), prefix) == 0) rights.insert(block.id.substr(prefix.size()));
  if (block.id == "complaint") rights.insert(block.id);
  for (const notice::Block& part : block.blocks) AddRights(part, rights);
}

// As it begins a line: what is no name of somebody (`courts and authorities`) has a capital there.
std::string NameOf(const policy::Recipient& recipient, const notice::Voice& voice) {
  notice::Say name = notice::Word("recipients.name", recipient.id);
  name.text = recipient.name;
  return notice::PlainText(voice.Speak(name));
}

void AddWritten(const std::string& period, std::set<std::string>& periods) {
  if (period.empty()) return;
  const Result<time::Period> read = time::ParsePeriod(period);
  periods.insert(read ? time::Format(*read) : period);
}

std::string Listed(const std::set<std::string>& some, const std::set<std::string>& others) {
  std::string list;
  for (const std::string& one : some)
    if (others.count(one) == 0) list += " `" + one + "`";
  return list;
}

void Compare(const char* what, const std::set<std::string>& said, const std::set<std::string>& read, std::string& out) {
  if (const std::string missed = Listed(said, read); !missed.empty()) out += std::string("  missed ") + what + ":" + missed + "\n";
  if (const std::string extra = Listed(read, said); !extra.empty()) out += std::string("  invented ") + what + ":" + extra + "\n";
}

}  // namespace

Told ToldBy(const Policy& policy, const notice::Notice& notice, const notice::Words& words) {
  const notice::Voice voice(*notice::Phrases::Find(words.language), words);
  Told told;
  told.language = words.language;
  told.controller = policy.controller.name;
  for (const policy::Rule& rule : policy.rules) {
    AddPeriods(rule.end, told.periods);
    // A floor alone takes nothing away, so what follows its end is not said.
    if (rule.kind == policy::RuleKind::kFloor) continue;
    AddPeriod(rule.outcome.block_for, told.periods);
    AddPeriod(rule.within, told.periods);
  }
  for (const policy::Activity& activity : policy.activities)
    if (activity.role == policy::Role::kController) told.bases.insert(kArticles.at(activity.basis));
  for (const policy::Recipient& recipient : policy.recipients) {
    told.recipients.insert(NameOf(recipient, voice));
    if (recipient.keeps) AddPeriod(recipient.keeps->period, told.periods);
  }
  for (const notice::Block& section : notice.sections) AddRights(section, told.rights);
  return told;
}

Told ToldBy(const importer::Facts& facts) {
  Told told;
  told.language = facts.language;
  if (facts.controller.name) told.controller = facts.controller.name->text;
  for (const importer::Retention& rule : facts.retention) {
    AddWritten(rule.period, told.periods);
    AddWritten(rule.least, told.periods);
  }
  for (const importer::Text& basis : facts.legal_bases) told.bases.insert(basis.text);
  for (const importer::Recipient& recipient : facts.recipients)
    if (!recipient.category) told.recipients.insert(recipient.name);
  for (const importer::Right& right : facts.rights) {
    const auto other = kRightNames.find(right.name);
    told.rights.insert(other == kRightNames.end() ? right.name : other->second);
  }
  return told;
}

std::string Difference(const Told& said, const Told& read) {
  std::string out;
  if (said.language != read.language) out += "  language `" + said.language + "` read as `" + read.language + "`\n";
  if (said.controller != read.controller) out += "  controller `" + said.controller + "` read as `" + read.controller + "`\n";
  Compare("periods", said.periods, read.periods, out);
  Compare("bases", said.bases, read.bases, out);
  Compare("recipients", said.recipients, read.recipients, out);
  Compare("rights", said.rights, read.rights, out);
  return out;
}

}  // namespace lofte::tests::round_trip
