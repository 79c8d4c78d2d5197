#include "record/cells.h"

#include <algorithm>

namespace lofte::record {

using policy::Role;

namespace {

// More of them stand on the front page alone.
constexpr std::size_t kMostMeasuresInARow = 8;

std::string Join(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const std::string& part : parts)
    if (!part.empty()) out += (out.empty() ? "" : between) + part;
  return out;
}

std::string NameOf(const Category& category, const Phrases& phrases) {
  std::string name = category.name;
  if (category.special) name += " (" + phrases.Say("category.special") + ")";
  if (category.criminal) name += " (" + phrases.Say("category.criminal") + ")";
  return name;
}

std::string ListOf(const std::vector<Category>& categories, const Phrases& phrases) {
  std::vector<std::string> names;
  for (const Category& category : categories) names.push_back(NameOf(category, phrases));
  return Join(names, ", ");
}

std::string JointText(const Entry& entry) {
  std::vector<std::string> parties;
  for (const Party& party : entry.joint) parties.push_back(PartyText(party));
  return Join(parties, "\n");
}

std::string SubjectsText(const Entry& entry) {
  std::vector<std::string> names;
  for (const Named& subject : entry.subjects) names.push_back(subject.name);
  return Join(names, "\n");
}

std::string DataText(const Entry& entry, const Phrases& phrases) {
  std::vector<std::string> lines;
  for (const DataOf& of : entry.data) lines.push_back((of.subject.empty() ? "" : of.subject + ": ") + ListOf(of.data, phrases));
  if (!entry.uses.empty()) lines.push_back(phrases.Say("data.uses", {{"data", ListOf(entry.uses, phrases)}}));
  if (!entry.never.empty()) lines.push_back(phrases.Say("data.never", {{"data", ListOf(entry.never, phrases)}}));
  return Join(lines, "\n");
}

std::string RecipientsText(const Entry& entry, const Phrases& phrases) {
  if (entry.no_recipients) return phrases.Say("none");
  std::vector<std::string> lines;
  for (const Receiver& receiver : entry.recipients) {
    const std::string role = phrases.Say(receiver.role == Role::kController ? "role.controller" : "role.processor");
    const std::string data = ListOf(receiver.data, phrases);
    lines.push_back(receiver.name + " (" + Join({receiver.what, role, receiver.country_name}, ", ") + ")" +
                    (data.empty() ? "" : ": " + data));
  }
  return Join(lines, "\n");
}

// Nobody outside the EEA is given anything: it is said who is, and where each of them is.
bool StaysInTheEea(const Entry& entry) {
  return entry.recipients_said && std::none_of(entry.recipients.begin(), entry.recipients.end(),
                                               [](const Receiver& receiver) { return receiver.is_transfer || receiver.country.empty(); });
}

std::string TransfersText(const Entry& entry, const Phrases& phrases) {
  if (StaysInTheEea(entry)) return phrases.Say("none");
  std::vector<std::string> lines;
  for (const Receiver& receiver : entry.recipients)
    if (receiver.is_transfer) lines.push_back(receiver.country_name + ": " + receiver.name);
  return Join(lines, "\n");
}

std::string SafeguardsText(const Entry& entry, const Record& record, const Phrases& phrases) {
  std::vector<std::string> lines;
  for (const Receiver& receiver : entry.recipients) {
    if (!receiver.is_transfer || receiver.safeguards.empty()) continue;
    std::vector<std::string> names;
    for (const std::string& safeguard : receiver.safeguards) names.push_back(phrases.Say("safeguard." + safeguard));
    lines.push_back(receiver.name + ": " + Join(names, ", "));
  }
  if (!lines.empty() && !record.safeguards_copy.empty())
    lines.push_back(phrases.Say("safeguards.copy", {{"where", record.safeguards_copy}}));
  return Join(lines, "\n");
}

std::string LimitsText(const Entry& entry, const Phrases& phrases) {
  std::vector<std::string> lines;
  for (const Limit& limit : entry.limits) lines.push_back(phrases.Say("limit.line", {{"data", limit.data_text}, {"limit", limit.text}}));
  return Join(lines, "\n");
}

std::string MeasuresText(const Record& record, const Phrases& phrases, bool with_front) {
  if (with_front && record.measures.size() > kMostMeasuresInARow)
    return phrases.Say("measures.see", {{"count", std::to_string(record.measures.size())}});
  return Join(record.measures, "\n");
}

struct Asked {
  const Entry& entry;
  const Record& record;
  const Phrases& phrases;
  bool with_front;
};

using Cell = std::string (*)(const Asked&);

const std::map<std::string, Cell>& Cells() {
  static const std::map<std::string, Cell> cells = {
      {"activity", [](const Asked& of) { return of.entry.name; }},
      {"controller", [](const Asked& of) { return PartyText(of.record.controller); }},
      {"joint", [](const Asked& of) { return JointText(of.entry); }},
      {"representative", [](const Asked& of) { return of.record.representative ? PartyText(*of.record.representative) : ""; }},
      {"officer", [](const Asked& of) { return OfficerText(of.record, of.phrases); }},
      {"purpose", [](const Asked& of) { return of.entry.purpose; }},
      {"processing", [](const Asked& of) { return of.entry.purpose; }},
      {"controllers", [](const Asked& of) { return of.entry.processed_for; }},
      {"subjects", [](const Asked& of) { return SubjectsText(of.entry); }},
      {"data", [](const Asked& of) { return DataText(of.entry, of.phrases); }},
      {"recipients", [](const Asked& of) { return RecipientsText(of.entry, of.phrases); }},
      {"subprocessors", [](const Asked& of) { return RecipientsText(of.entry, of.phrases); }},
      {"transfers", [](const Asked& of) { return TransfersText(of.entry, of.phrases); }},
      {"safeguards", [](const Asked& of) { return SafeguardsText(of.entry, of.record, of.phrases); }},
      {"limits", [](const Asked& of) { return LimitsText(of.entry, of.phrases); }},
      {"measures", [](const Asked& of) { return MeasuresText(of.record, of.phrases, of.with_front); }},
      {"basis", [](const Asked& of) { return of.entry.basis_text; }},
      {"article9", [](const Asked& of) { return of.entry.article9_text; }},
      {"source", [](const Asked& of) { return Join(of.entry.sources, "\n"); }},
      {"automated", [](const Asked& of) { return of.entry.automated_text; }},
      {"access", [](const Asked& of) { return Join(of.entry.access, "\n"); }},
      {"systems", [](const Asked& of) { return Join(of.entry.places, "\n"); }},
  };
  return cells;
}

}  // namespace

std::string PartyText(const Party& party) {
  return Join({party.name, party.organisation_number, party.address, party.country, party.email, party.phone, party.note}, "\n");
}

std::string OfficerText(const Record& record, const Phrases& phrases) {
  if (record.officer) return PartyText(*record.officer);
  return record.no_officer ? phrases.Say("party.none") : "";
}

std::string CellText(const std::string& column, const Entry& entry, const Record& record, const Phrases& phrases, bool with_front) {
  const auto found = Cells().find(column);
  if (found == Cells().end()) Panic("no column `" + column + "` of a record");
  return found->second({entry, record, phrases, with_front});
}

}  // namespace lofte::record
