// Who is answerable and how to reach them, the authority, the date of the text.
#include <algorithm>

#include "base/table.h"
#include "base/words.h"
#include "importer/dates.h"
#include "importer/identifiers.h"
#include "importer/reading.h"
#include "policy/authorities.h"

namespace lofte::importer {

extern const std::string_view kAuthorityNamesTable;

namespace {

const Named kOfficer("role.dpo"), kUpdated("doc.updated");

// --- the officer

void ReadOfficer(Reading& reading) {
  for (const Unit& unit : reading.outline.units) {
    const bool says = unit.Has(kOfficer) || (!unit.label.empty() && unit.LabelHas(kOfficer));
    if (!says || unit.beside || unit.table >= 0) continue;
    if (const Hit* hit = unit.Find(kOfficer); hit != nullptr && IsDenied(unit, *hit)) continue;
    reading.facts.controller.dpo = true;
    reading.Understand(unit);
    if (!reading.facts.controller.officer) reading.facts.controller.officer = TextOf(unit, 0.8);
  }
}

// --- the authority

struct AuthorityName {
  std::string country, name;
  std::vector<std::string> patterns;  // folded
};
const std::vector<AuthorityName>& AuthorityNames() {
  static const std::vector<AuthorityName> names = [] {
    std::vector<AuthorityName> made;
    for (const TableRow& cells : ReadRows("authority_names.tsv", kAuthorityNamesTable)) {
      AuthorityName name{cells[0], cells[1], {}};
      for (std::string_view pattern : SplitAt(cells[2], '|')) name.patterns.push_back(Fold(pattern));
      made.push_back(std::move(name));
    }
    return made;
  }();
  return names;
}

bool IsWordAt(const std::string& folded, std::size_t at, std::size_t size) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  return (at == 0 || !letter(folded[at - 1])) && (at + size >= folded.size() || !letter(folded[at + size]));
}

struct Seen {
  const AuthorityName* name = nullptr;
  Text text;
  int times = 0;
};

std::vector<Seen> AuthoritiesIn(const Outline& outline) {
  std::vector<Seen> seen;
  for (const Unit& unit : outline.units) {
    const std::string folded = Fold(unit.run.text);
    for (const AuthorityName& name : AuthorityNames()) {
      for (std::string pattern : name.patterns) {
        const bool open = pattern.back() == '*';
        if (open) pattern.pop_back();
        const std::size_t at = folded.find(pattern);
        if (at == std::string::npos || (!open && !IsWordAt(folded, at, pattern.size()))) continue;
        auto known = std::find_if(seen.begin(), seen.end(), [&](const Seen& one) { return one.name == &name; });
        if (known == seen.end()) {
          Seen one;
          one.name = &name;
          one.text.text = name.name;
          one.text.place = unit.run.PlaceOf(at, at + pattern.size());
          seen.push_back(std::move(one));
          known = seen.end() - 1;
        }
        ++known->times;
        break;
      }
    }
  }
  return seen;
}

std::string HomeOf(const std::string& language) {
  if (language == "nb" || language == "nn") return "NO";
  if (language == "sv") return "SE";
  if (language == "da") return "DK";
  return language == "fi" ? "FI" : language == "es" ? "ES" : language == "de" ? "DE" : "";
}

// The one of the controller's country, else the one named most often; a name that two countries share is that of the country which else is
// named.
void ReadAuthority(Reading& reading) {
  const std::vector<Seen> seen = AuthoritiesIn(reading.outline);
  if (seen.empty()) return;
  const std::string country = reading.facts.controller.country ? reading.facts.controller.country->text : "";
  const Seen* best = nullptr;
  const auto weight = [&](const Seen& one) {
    return one.times + (one.name->country == country ? 100 : 0) + (one.name->country == "*" ? -0.5 : 0.0);
  };
  for (const Seen& one : seen) {
    if (best == nullptr || weight(one) > weight(*best)) best = &one;
  }
  reading.facts.authority = best->text;
  reading.facts.authority->confidence = 0.9;
  reading.facts.authority_country = best->name->country;
  if (best->name->country != "*") return;
  for (const Seen& one : seen) {
    if (one.name->name == best->name->name && one.name->country != "*") reading.facts.authority_country = one.name->country;
  }
  if (reading.facts.authority_country == "*")
    reading.facts.authority_country = !country.empty() && (country == "NO" || country == "DK") ? country : HomeOf(reading.outline.language);
}

bool IsOfAuthority(const std::string& email) {
  for (const policy::Authority& authority : policy::Authorities()) {
    const std::size_t at = authority.email.find('@');
    if (at != std::string::npos && email.size() > authority.email.size() - at - 1 &&
        Fold(email).find(Fold(authority.email.substr(at + 1))) != std::string::npos)
      return true;
  }
  for (const AuthorityName& name : AuthorityNames()) {
    for (const std::string& pattern : name.patterns) {
      if (pattern.find('.') != std::string::npos && Fold(email).find(pattern) != std::string::npos) return true;
    }
  }
  return false;
}

void ReadEmails(Reading& reading) {
  std::vector<Text>& emails = reading.facts.controller.emails;
  for (const Unit& unit : reading.outline.units) {
    for (Text& email : EmailsIn(unit)) {
      if (IsOfAuthority(email.text)) continue;
      if (std::any_of(emails.begin(), emails.end(), [&](const Text& known) { return EqualFolded(known.text, email.text); })) continue;
      if (reading.HasRoom(emails.size(), kMostEmails, "e-mail addresses", email.place)) emails.push_back(std::move(email));
    }
  }
}

// --- the date

void ReadDate(Reading& reading) {
  double best = 0;
  for (const Unit& unit : reading.outline.units) {
    const bool labelled = !unit.label.empty() && unit.LabelHas(kUpdated);
    const Hit* said = unit.Find(kUpdated);
    // `The GDPR came into force 25 May 2018`
    if (HasAny(unit, {Id("law.name"), Id("law.data_protection")})) continue;
    if (!labelled && said == nullptr) continue;
    for (const WrittenDay& day : DaysIn(unit)) {
      if (!labelled && (said->first > day.last || day.first > said->last + 4)) continue;
      const std::size_t index = static_cast<std::size_t>(&unit - reading.outline.units.data());
      const double weight = index < 12 || index + 12 > reading.outline.units.size() ? 2 : 1;
      if (weight <= best || unit.tokens.size() > 30) continue;
      best = weight;
      reading.facts.last_updated = TextOf(unit, day.first, day.last, 0.9);
      reading.facts.last_updated->text = day.iso;
      reading.Understand(unit);
    }
  }
}

}  // namespace

void ReadIdentity(Reading& reading) {
  ReadController(reading);
  ReadOfficer(reading);
  ReadAuthority(reading);
  ReadEmails(reading);
  ReadDate(reading);
}

}  // namespace lofte::importer
