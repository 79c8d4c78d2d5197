// Transfers outside the EEA, and what makes them lawful.
#include <algorithm>

#include "importer/places.h"
#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kOutside("tr.outside"), kNone("tr.none"), kTransfer("tr.transfer"), kShare("rec.share"), kStore("ret.store"),
    kProcess("doc.process");
const Named kTransfers("label.transfers");

// Do words of moving or storing stand beside it: somebody says that it happens, or not?
void ReadStatement(Reading& reading, const Unit& unit) {
  Facts& facts = reading.facts;
  const bool topic = reading.outline.InTopic(unit, kTransfers);
  // `Data is always kept within the EEA`
  static const Named always("claim.absolute"), only("mod.only"), inside("tr.inside");
  static const Named denial("neg.not"), rights("label.rights");
  const bool assures = unit.Has(inside) && HasAny(unit, {always, only}) && HasAny(unit, {kStore, kProcess, kTransfer});
  const bool limited =
      HasAny(unit, {denial, kOutside}) || unit.heading || unit.run.text.back() == '?' || reading.outline.UnderHeading(unit, rights);
  if (assures && !limited) {
    facts.no_transfer_places.push_back(TextOf(unit, 0.8));
    reading.Understand(unit);
    return;
  }
  const Hit* outside = unit.Find(kOutside);
  if (topic && unit.Has(kNone)) {
    facts.no_transfer_places.push_back(TextOf(unit, 0.9));
    reading.Understand(unit);
    return;
  }
  // `You have the right to know whether it is transferred ..`
  const bool right = reading.outline.UnderHeading(unit, Id("label.rights"));
  if (outside == nullptr || unit.heading || right) return;
  const bool moves = HasAny(unit, {kTransfer, kShare, kStore, kProcess}) || topic;
  if (!moves || unit.run.text.back() == '?') return;
  const bool denied = unit.Has(kNone) || IsDenied(unit, *outside) || std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
                        return hit.concept_id == kTransfer && IsDenied(unit, hit);
                      });
  (denied ? facts.no_transfer_places : facts.transfer_places).push_back(TextOf(unit, 0.8));
  reading.Understand(unit);
}

void ReadSafeguards(Reading& reading, const Unit& unit) {
  struct Kind {
    Named id;
    const char* name;
  };
  static const Kind kinds[] = {
      {Named("tr.scc"), "SCC"}, {Named("tr.dpf"), "DPF"}, {Named("tr.adequacy"), "adequacy"}, {Named("tr.bcr"), "BCR"}};
  for (const Kind& kind : kinds) {
    const Hit* hit = unit.Find(kind.id);
    if (hit == nullptr || IsDenied(unit, *hit)) continue;
    std::vector<Text>& all = reading.facts.safeguards;
    reading.Understand(unit);
    if (std::any_of(all.begin(), all.end(), [&](const Text& known) { return known.text == kind.name; })) continue;
    Text safeguard = TextOf(unit, hit->first, hit->last, 0.9);
    safeguard.text = kind.name;
    all.push_back(std::move(safeguard));
  }
}

// Where one recipient alone is abroad, what the text says of transfers is said of it.
void GiveSafeguards(Facts& facts) {
  Recipient* only = nullptr;
  for (Recipient& recipient : facts.recipients) {
    if (recipient.region.empty() || recipient.region == "EU") continue;
    if (only != nullptr) return;
    only = &recipient;
  }
  if (only == nullptr || !only->safeguards.empty()) return;
  for (const Text& safeguard : facts.safeguards) only->safeguards.push_back(safeguard.text);
}

}  // namespace

void ReadTransfers(Reading& reading) {
  for (const Unit& unit : reading.outline.units) {
    if (unit.beside) continue;
    ReadStatement(reading, unit);
    ReadSafeguards(reading, unit);
  }
  Facts& facts = reading.facts;
  GiveSafeguards(facts);
  const bool abroad = std::any_of(facts.recipients.begin(), facts.recipients.end(),
                                  [](const Recipient& recipient) { return !recipient.region.empty() && recipient.region != "EU"; });
  if (abroad || !facts.transfer_places.empty()) {
    facts.transfers_outside_eea = true;
  } else if (!facts.no_transfer_places.empty()) {
    facts.transfers_outside_eea = false;
  }
}

}  // namespace lofte::importer
