// A record laid out for people: columns with headings and cells of text, in the order of a template.
//
// Which columns there are, in which order, and which of them Art. 30 asks for, is data: layouts.tsv (docs/record.md). Pure; any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "record/record.h"

namespace lofte::record {

// `gdpr`, `dk`, `no`: in the order of layouts.tsv.
std::vector<std::string> Templates();
// Of the country's authority; `gdpr` where we know of none.
std::string TemplateOf(const std::string& country);

// Of the country whose layout it is, the one to take first; none of `gdpr`.
std::vector<std::string> LanguagesOf(const std::string& layout);

struct Column {
  std::string id;       // `recipients`
  std::string heading;  // in the language
  std::string article;  // in the language; empty: Art. 30 does not ask for it
};

struct Sheet {
  policy::Role role = policy::Role::kController;
  std::string title, name;                     // name: short, of a tab
  std::vector<Column> columns;                 // the first is the activity
  std::vector<std::vector<std::string>> rows;  // a cell for each column; lines are parted by '\n'
  std::vector<std::string> ids;                // of the activity in each row
};

// What a page says before its tables: pairs of a heading and a text.
using Facts = std::vector<std::pair<std::string, std::string>>;
struct Front {
  std::string title, law, name;
  Facts facts;
  std::string measures_heading;
  std::vector<std::string> measures;
  std::string asked, more;  // what the two kinds of columns are
};

struct Book {
  std::string language;
  std::string company;
  time::Day day;  // the first on which the policy holds; 1970-01-01 in a draft that does not say
  Front front;
  std::vector<Sheet> sheets;  // of the controller, of the processor; one that would be empty is not there
};

// `with_front`: who reads a sheet has the front page too, so a long list of measures need not stand in every row.
// Precondition: `layout` is one of Templates().
Sheet LayOut(const Record& record, policy::Role role, const std::string& layout, const Phrases& phrases, bool with_front);
Book BookOf(const Record& record, const std::string& layout, const Phrases& phrases);

}  // namespace lofte::record
