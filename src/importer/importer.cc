#include "importer/importer.h"

#include <utility>

#include "importer/reading.h"

namespace lofte::importer {

Facts ReadFacts(const prose::Document& document) {
  Reading reading;
  reading.outline = OutlineOf(document);
  reading.understood.assign(reading.outline.units.size(), false);
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
  return std::move(reading.facts);
}

}  // namespace lofte::importer
