// Reads a privacy policy in prose: what it says, as facts. Deterministic; no network, no model of language beyond the vocabularies
// (docs/design/0006-words.md).
#pragma once

#include <string>
#include <string_view>

#include "importer/facts.h"
#include "prose/document.h"

namespace lofte::importer {

// O(bytes): what holds things against each other does so within the bounds of importer/limits.h. Any thread.
Facts ReadFacts(const prose::Document& document);

// The facts as the JSON of `lofte import --json` (docs/formats/import.md): one document, ends in a line feed. Spans are bytes of the file.
std::string FactsJson(const Facts& facts);

}  // namespace lofte::importer
