// Sections, statements with their concepts, announced lists, and the sentences that sound like a promise and were not understood.
#include <algorithm>
#include <set>

#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kMust("mod.must"), kMustNot("mod.must_not"), kMay("mod.may"), kWill("mod.will"), kNot("neg.not"), kWe("per.we");
const Named kStore("ret.store"), kDelete("ret.delete"), kShare("rec.share"), kSell("rec.sell"), kProcess("doc.process"),
    kMeasure("sec.measure");
const Named kAbsolute("claim.absolute"), kBreach("br.breach");

std::string NameOfTopic(Concept id) {
  const std::string_view name = Lexicon::Words().NameOf(id).substr(6);
  return name == "purpose" ? "purposes" : name == "age" ? "minors" : std::string(name);
}

void AddSections(Reading& reading) {
  for (const Part& part : reading.outline.parts) {
    Section section;
    section.place = part.heading.Whole();
    section.heading = part.heading.text;
    section.level = part.level;
    for (Concept topic : part.topics) section.topics.push_back(NameOfTopic(topic));
    section.statements = part.own_units;
    reading.facts.sections.push_back(std::move(section));
  }
}

// `may not` forbids: asked for first.
Statement::Modality ModalityOf(const Unit& unit) {
  if (unit.Has(kMustNot)) return Statement::Modality::kMustNot;
  if (unit.Has(kMust)) return Statement::Modality::kMust;
  if (unit.Has(kMay)) return Statement::Modality::kMay;
  return unit.Has(kWill) ? Statement::Modality::kWill : Statement::Modality::kNone;
}

Statement StatementOf(const Unit& unit) {
  Statement statement;
  statement.place = unit.run.Whole();
  statement.text = unit.run.text;
  statement.language = unit.language;
  statement.section = unit.section < 0 ? 0 : static_cast<std::size_t>(unit.section);
  statement.item = unit.item;
  statement.negated = unit.Has(kNot);
  statement.modality = ModalityOf(unit);
  std::set<std::string> concepts;
  for (const Hit& hit : unit.hits) concepts.emplace(Lexicon::Words().NameOf(hit.concept_id));
  statement.concepts.assign(concepts.begin(), concepts.end());
  return statement;
}

// Somebody says what they do, must do or never do with data, and no fact came of it.
bool SoundsLikeAPromise(const Unit& unit) {
  if (unit.heading || unit.beside || unit.announces || unit.table >= 0 || unit.tokens.size() < 4 || unit.run.text.back() == '?')
    return false;
  const bool binds = HasAny(unit, {kMust, kMustNot, kWill, kAbsolute});
  const bool does = HasAny(unit, {kStore, kDelete, kShare, kSell, kMeasure, kBreach});
  return unit.Has(kWe) ? binds || does || unit.Has(kProcess) : does && binds;
}

// Items until something else comes. Where the next line is no item, it is one without its bullet, and what comes after it is another thing.
std::size_t ItemsAfter(const Outline& outline, std::size_t at) {
  std::size_t items = 0;
  std::size_t line = outline.units[at].line_id;
  for (std::size_t i = at + 1; i < outline.units.size(); ++i) {
    const Unit& unit = outline.units[i];
    if (unit.line_id == outline.units[at].line_id) return 1;  // it goes on in the same line
    if (unit.line_id == line) continue;
    line = unit.line_id;
    if (unit.heading && items == 0 && unit.table < 0) return 0;
    if (!unit.item && unit.table < 0 && unit.sheet < 0) return std::max(items, std::size_t{1});
    if (++items == kMostCountedItems) return items;
  }
  return items;
}

void AddLists(Reading& reading) {
  const Outline& outline = reading.outline;
  for (std::size_t i = 0; i < outline.units.size(); ++i) {
    if (!outline.units[i].announces || outline.units[i].beside) continue;
    AnnouncedList list;
    list.place = outline.units[i].run.Whole();
    list.items = ItemsAfter(outline, i);
    reading.facts.lists.push_back(list);
  }
}

void AddUnmapped(Reading& reading, const Unit& unit) {
  Text text = TextOf(unit, 0.5);
  if (reading.HasRoom(reading.facts.unmapped.size(), kMostUnmapped, "sentences that were not understood", text.place))
    reading.facts.unmapped.push_back(std::move(text));
}

}  // namespace

void ReadStatements(Reading& reading) {
  AddSections(reading);
  AddLists(reading);
  bool denied = false;  // by the announcement of the list: `We do not:`
  for (std::size_t i = 0; i < reading.outline.units.size(); ++i) {
    const Unit& unit = reading.outline.units[i];
    if (unit.beside) continue;
    if (!reading.understood[i] && SoundsLikeAPromise(unit)) AddUnmapped(reading, unit);
    reading.facts.statements.push_back(StatementOf(unit));
    denied = denied && unit.item;
    if (denied) reading.facts.statements.back().negated = true;
    if (unit.announces) denied = EndsDenying(unit);
  }
  for (const Run& table : reading.outline.glued_tables) {
    Text text;
    text.text = table.text;
    text.place = table.Whole();
    reading.facts.glued_tables.push_back(std::move(text));
  }
}

}  // namespace lofte::importer
