#include "importer/importer.h"

#include <utility>

#include "importer/reading.h"

namespace lofte::importer {

namespace {

void NoteDoubleMarks(const prose::Document& document, Facts& facts) {
  for (const prose::Block& block : document.blocks) {
    if (!block.doubled_mark || block.at.empty()) continue;
    Text item;
    item.text = block.text;
    item.place = {block.at.front(), block.end, block.line};
    facts.double_marks.push_back(std::move(item));
  }
}

}  // namespace

Facts ReadFacts(const prose::Document& document) {
  Reading reading(OutlineOf(document));
  reading.facts.language = reading.outline.language;
  reading.facts.languages = reading.outline.languages;
  ReadIdentity(reading);
  ReadRecipients(reading);
  ReadTransfers(reading);
  ReadBases(reading);
  ReadRetention(reading);
  ReadRights(reading);
  ReadCookies(reading);
  ReadMeasures(reading);
  ReadData(reading);
  ReadActivities(reading);
  ReadStatements(reading);
  NoteDoubleMarks(document, reading.facts);
  return std::move(reading.facts);
}

}  // namespace lofte::importer
