#include "policy/laws.h"

#include <algorithm>

#include "base/result.h"
#include "policy/reader.h"

namespace lofte::policy {
namespace {

// Days of an event that are tried: four years hold every month length and a leap day, so every relation of two chains of months and years.
constexpr int kDaysTried = 4 * 366;
constexpr time::CivilDate kFirstTried = {2023, 1, 1};

time::Chain ChainOf(const Law& law) {
  Issues issues;
  const std::optional<End> end = ParseEnd(law.end, Span{}, issues);
  if (!end) Panic("the table of laws is not well formed: " + law.id);
  return end->chain;
}

bool IsComparable(const End& end) { return end.kind == End::Kind::kAfter && !end.clock.is_clock(); }

// Is there a day of an event on which `first` is before `second`?
bool SometimesBefore(const time::Chain& first, const time::Chain& second, time::YearEnd year_end) {
  time::Day day = *time::ToDay(kFirstTried);
  for (int tried = 0; tried < kDaysTried; ++tried, ++day.number) {
    if (time::Apply(first, day, year_end) < time::Apply(second, day, year_end)) return true;
  }
  return false;
}

}  // namespace

const std::vector<Law>& Laws() {
  static const std::vector<Law> laws = {
      {"DE/books", "books, inventories, annual accounts, opening balance, work instructions", "P10Y after calendar-year-end(record.date)",
       "§ 147 AO, § 257 HGB"},
      {"DE/letters", "commercial letters, other papers of weight for tax", "P6Y after calendar-year-end(record.date)",
       "§ 147 AO, § 257 HGB"},
      {"DE/vouchers", "vouchers, including invoices", "P8Y after calendar-year-end(record.date)", "§ 147(3) AO, § 257(4) HGB, § 14b UStG"},
      {"DK/bookkeeping", "accounting material", "P5Y after financial-year-end(record.date)", "bogføringsloven (lov 700/2022) § 12"},
      {"ES/anti-money-laundering", "documentation of obliged entities", "P10Y after record.date", "Ley 10/2010 art. 25"},
      {"ES/books", "books, correspondence, documents, receipts", "P6Y after record.date", "Código de Comercio art. 30"},
      {"ES/civil-claims", "what a personal civil action may turn on", "P5Y after record.date", "Código Civil art. 1964", false},
      {"ES/tax", "what a tax assessment may turn on", "P4Y after record.date", "LGT 58/2003 art. 66", false},
      {"FI/books", "ledgers, financial statements, chart of accounts", "P10Y after financial-year-end(record.date)",
       "kirjanpitolaki 1336/1997 2:10"},
      {"FI/real-estate-vat", "VAT records of investments in real estate", "P13Y after calendar-year-end(record.date)", "arvonlisäverolaki"},
      {"FI/vouchers", "vouchers, correspondence on transactions", "P6Y after calendar-year-end(financial-year-end(record.date))",
       "kirjanpitolaki 1336/1997 2:10"},
      {"NO/bookkeeping", "primary accounting records", "P5Y after financial-year-end(record.date)", "bokføringsloven § 13"},
      {"NO/bookkeeping-secondary", "contracts, correspondence, order and packing slips", "P3Y6M after financial-year-end(record.date)",
       "bokføringsloven § 13"},
      {"NO/tax", "what a reassessment of tax may turn on", "P5Y after calendar-year-end(record.date)", "skatteforvaltningsloven kap. 12",
       false},
      {"SE/bookkeeping", "vouchers, ledgers, annual accounts", "P7Y after calendar-year-end(financial-year-end(record.date))",
       "bokföringslagen (1999:1078) 7 kap. 2 §"},
  };
  return laws;
}

const Law* FindLaw(std::string_view id) {
  const auto found = std::find_if(Laws().begin(), Laws().end(), [&](const Law& law) { return law.id == id; });
  return found == Laws().end() ? nullptr : &*found;
}

std::vector<std::string> LawIds() {
  std::vector<std::string> ids;
  for (const Law& law : Laws()) ids.push_back(law.id);
  return ids;
}

bool Reaches(const End& floor, const Law& law, time::YearEnd year_end) {
  return !IsComparable(floor) || !SometimesBefore(floor.chain, ChainOf(law), year_end);
}

bool Exceeds(const End& end, const Law& law, time::YearEnd year_end) {
  return IsComparable(end) && SometimesBefore(ChainOf(law), end.chain, year_end);
}

bool NeverLater(const End& end, const End& other, time::YearEnd year_end) {
  return IsComparable(end) && IsComparable(other) && end.name == other.name && !SometimesBefore(other.chain, end.chain, year_end);
}

}  // namespace lofte::policy
