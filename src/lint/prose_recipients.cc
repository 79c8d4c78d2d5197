// Who is given data, as a text says it: in a list that claims to be whole, and in passing elsewhere.
#include <algorithm>

#include "importer/places.h"
#include "lint/policy_rules.h"
#include "lint/prose_rules.h"

namespace lofte::lint {
namespace {

using importer::Recipient;

constexpr double kSure = 0.6;  // below, a name in passing may be no recipient at all

bool IsListed(const importer::Facts& facts, const Recipient& recipient) {
  return std::any_of(facts.recipients.begin(), facts.recipients.end(),
                     [&](const Recipient& other) { return other.in_list && IsSameName(other.name, recipient.name); });
}

// Beside the list, in its own section, a name is disclosed.
bool IsBesideList(const Prose& prose, const Recipient& recipient) {
  const Statement* there = prose.At(recipient.place);
  return there != nullptr && prose.IsIn(*there, "recipients") &&
         std::any_of(prose.facts().recipients.begin(), prose.facts().recipients.end(), [&](const Recipient& other) {
           const Statement* listed = other.in_list && !other.category ? prose.At(other.place) : nullptr;
           return listed != nullptr && listed->section == there->section;
         });
}

bool AnnouncesAList(const Prose& prose, const Statement& statement) {
  const auto& lists = prose.facts().lists;
  return std::any_of(lists.begin(), lists.end(), [&](const importer::AnnouncedList& list) {
    return list.items > 0 && statement.place.begin <= list.place.begin && list.place.begin < statement.place.end;
  });
}

// `never shared, except ..`, `shared only in these cases:`. It claims that no other case is left.
bool IsExhaustive(const Prose& prose, const Statement& statement) {
  if (!Has(statement, {"rec.share", "rec.disclose", "rec.sell"})) return false;
  const bool never = Has(statement, {"freq.never"}) || statement.negated;
  const bool except = Has(statement, {"neg.unless", "ret.exception"});
  return (never && except) || (Has(statement, {"mod.only"}) && AnnouncesAList(prose, statement));
}

std::vector<const Statement*> ExhaustiveLists(const Prose& prose) {
  std::vector<const Statement*> lists;
  for (const Statement& statement : prose.facts().statements)
    if (IsExhaustive(prose, statement)) lists.push_back(&statement);
  return lists;
}

// Does the list say of most where they are? Then whoever is missing in it is missing with all that it tells.
bool TellsRegions(const std::vector<Recipient>& recipients) {
  constexpr std::ptrdiff_t kSeveral = 2;
  const auto listed = [](const Recipient& of) { return of.in_list && !of.category; };
  const auto told = [&](const Recipient& of) { return listed(of) && !of.region.empty(); };
  const auto of_these = std::count_if(recipients.begin(), recipients.end(), told);
  return of_these >= kSeveral && 2 * of_these >= std::count_if(recipients.begin(), recipients.end(), listed);
}

void FindUndisclosed(Prose& prose) {
  const auto& recipients = prose.facts().recipients;
  const bool has_list = std::any_of(recipients.begin(), recipients.end(), [](const Recipient& of) { return of.in_list && !of.category; });
  if (!has_list) return;
  // Who is named in passing is told of all the same.
  const bool is_grave = TellsRegions(recipients) || !ExhaustiveLists(prose).empty();
  const Severity severity = is_grave ? Severity::kError : Severity::kWarning;
  std::vector<std::string> said;
  for (const Recipient& recipient : recipients) {
    if (recipient.in_list || recipient.category || recipient.confidence < kSure || IsListed(prose.facts(), recipient)) continue;
    if (recipient.public_body || IsBesideList(prose, recipient)) continue;
    if (std::any_of(said.begin(), said.end(), [&](const std::string& name) { return IsSameName(name, recipient.name); })) continue;
    said.push_back(recipient.name);
    prose.AddAs(severity, "RECIPIENT-UNDISCLOSED", "`" + recipient.name + "` is named here, and is missing from the list of recipients",
                {OriginOf(recipient)});
  }
}

void FindUnnamed(Prose& prose) {
  std::vector<std::string> names;
  Places places;
  for (const Recipient& recipient : prose.facts().recipients) {
    if (!recipient.category || !recipient.in_list) continue;
    names.push_back(recipient.name);
    places.push_back(OriginOf(recipient));
  }
  if (!names.empty())
    prose.Add("RECIPIENT-UNNAMED", Listed(names) + (names.size() == 1 ? " is a kind" : " are kinds") + " of recipient without a name",
              places);
}

// Given to authorities without a law that obliges, away from the list of cases.
bool IsAnotherCase(const Statement& statement) {
  return Has(statement, {"rec.share", "rec.disclose"}) && Has(statement, {"role.public_authority", "role.authority"}) &&
         !statement.negated && statement.modality == Statement::Modality::kMay;
}

void FindConflicts(Prose& prose) {
  const std::vector<const Statement*> lists = ExhaustiveLists(prose);
  std::vector<const Statement*> cases;
  for (const Statement& statement : prose.facts().statements)
    if (!lists.empty() && IsAnotherCase(statement)) cases.push_back(&statement);
  for (const Statement* list : lists) {
    for (const Statement* statement : cases) {
      if (statement->section == list->section) continue;
      if (!prose.HasRoomFor("RECIPIENT-CONFLICT")) return;
      prose.Add("RECIPIENT-CONFLICT", "data may be given to authorities here, and the list of cases does not have this one",
                {OriginOf(list->place), OriginOf(statement->place)});
    }
  }
}

// An online service without a host is a rare thing: a list that claims to be whole and has none most likely is not.
void FindHost(Prose& prose) {
  const std::vector<const Statement*> lists = ExhaustiveLists(prose);
  if (lists.empty()) return;
  const auto hosts = [&](const Statement* of) { return prose.IsIn(*of, "recipients") || of->section == lists.front()->section; };
  const std::vector<const Statement*> said = prose.With({"role.hosting"});
  if (std::any_of(said.begin(), said.end(), hosts)) return;
  for (const Recipient& recipient : prose.facts().recipients) {
    const Statement* there = prose.At(recipient.place);
    if (there != nullptr && Has(*there, {"role.hosting"})) return;
  }
  prose.Add("HOST-UNDISCLOSED", "the list of recipients is said to be whole, and nobody in it runs servers or a database", PlacesOf(lists));
}

void FindUnmapped(Prose& prose) {
  if (prose.facts().safeguards.empty()) return;
  std::vector<std::string> names;
  Places places;
  for (const Recipient& recipient : prose.facts().recipients) {
    if (!IsOutside(recipient.region) || !recipient.safeguards.empty()) continue;
    names.push_back(recipient.name);
    places.push_back(OriginOf(recipient));
  }
  if (names.empty()) return;
  prose.Add("SAFEGUARD-UNMAPPED", "which of the safeguards carries what goes to " + Listed(names) + " is not said",
            Joined(places, OriginsOf(prose.facts().safeguards)));
}

// Companies of other countries, of which nothing says where they are, in a text that speaks of no transfer, neither of some nor of none.
void FindUntold(Prose& prose) {
  const importer::Facts& facts = prose.facts();
  if (facts.transfers_outside_eea || !facts.transfer_places.empty() || !facts.no_transfer_places.empty()) return;
  bool abroad = false;
  std::vector<std::string> names;
  Places places;
  for (const Recipient& recipient : facts.recipients) {
    if (recipient.category || recipient.public_body || !recipient.region.empty()) continue;
    abroad = abroad || importer::IsVendorOutsideEea(recipient.name);
    names.push_back(recipient.name);
    places.push_back(OriginOf(recipient));
  }
  if (abroad) prose.Add("TRANSFER-MISSING", "whether data leaves the EEA by " + Listed(names) + " is not said", places);
}

void FindTransfers(Prose& prose) {
  if (prose.facts().transfers_outside_eea != false) return;
  for (const Recipient& recipient : prose.facts().recipients) {
    if (!IsOutside(recipient.region)) continue;
    prose.Add("TRANSFER-CONFLICT", "`" + recipient.name + "` is in `" + recipient.region + "`, and nothing is said to leave the EEA",
              Joined({OriginOf(recipient)}, OriginsOf(prose.facts().no_transfer_places)));
  }
}

}  // namespace

void FindRecipientsInProse(Prose& prose) {
  FindUndisclosed(prose);
  FindUnnamed(prose);
  FindConflicts(prose);
  FindHost(prose);
  FindUnmapped(prose);
  FindUntold(prose);
  FindTransfers(prose);
}

}  // namespace lofte::lint
