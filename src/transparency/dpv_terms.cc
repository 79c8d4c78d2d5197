#include "transparency/dpv_terms.h"

#include <map>

#include "base/table.h"

namespace lofte::transparency {

// Made by cmake/embed_text.cmake from data/dpv_terms.tsv.
extern const std::string_view kDpvTermsTable;

namespace {

using Terms = std::map<std::string, std::string>;  // `kind id` -> term

const Terms& AllTerms() {
  static const Terms terms = [] {
    Terms all;
    for (const TableRow& row : ReadTable("the table of DPV terms", kDpvTermsTable)) all[row.at(0) + " " + row.at(1)] = row.at(2);
    return all;
  }();
  return terms;
}

}  // namespace

std::string DpvTerm(std::string_view kind, std::string_view id) {
  const Terms& terms = AllTerms();
  auto found = terms.find(std::string(kind) + " " + std::string(id));
  if (const std::size_t dot = id.rfind('.'); found == terms.end() && kind == "category" && dot != std::string_view::npos)
    found = terms.find("category " + std::string(id.substr(dot + 1)));
  return found == terms.end() ? std::string() : found->second;
}

}  // namespace lofte::transparency
