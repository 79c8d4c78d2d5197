#include "importer/dates.h"

#include <cstdio>
#include <cstdlib>
#include <unordered_map>

#include "base/table.h"
#include "base/words.h"

namespace lofte::importer {

extern const std::string_view kMonthsTable;

namespace {

// months.tsv: the names of months by their number, and what is written behind the number of a day.
struct WrittenMonths {
  std::unordered_map<std::string, int> numbers;
  std::vector<std::string> endings;
};
const WrittenMonths& Months() {
  static const WrittenMonths months = [] {
    WrittenMonths made;
    for (const TableRow& cells : ReadRows("months.tsv", kMonthsTable)) {
      for (std::size_t i = 1; i < cells.size(); ++i) {
        for (std::string_view name : SplitAt(cells[i], '|')) {
          if (cells[0] == "ending") {
            made.endings.push_back(Fold(name));
          } else {
            made.numbers[Fold(name)] = std::atoi(cells[0].c_str());
          }
        }
      }
    }
    return made;
  }();
  return months;
}

int MonthOf(const std::string& word) {
  const auto found = Months().numbers.find(word);
  return found == Months().numbers.end() ? 0 : found->second;
}

int NumberIn(std::string_view text) {
  if (text.empty() || text.size() > 4) return -1;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

// `11th`, `1st`
int DayOf(std::string_view word) {
  for (const std::string& ending : Months().endings) {
    if (word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending) {
      const int day = NumberIn(word.substr(0, word.size() - ending.size()));
      if (day > 0) return day;
    }
  }
  return NumberIn(word);
}

std::string Iso(int year, int month, int day) {
  static constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1990 || year > 2099 || month < 1 || month > 12 || day < 1 || day > kDays[month - 1]) return "";
  if (month == 2 && day == 29 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0))) return "";
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  return text;
}

// `2026-03-31`, `22.05.2024`, `31-03-2026` as one token
std::string FromOneToken(const std::string& word) {
  for (char by : {'-', '.'}) {
    const std::vector<std::string_view> parts = SplitAt(word, by);
    if (parts.size() != 3) continue;
    const int a = NumberIn(parts[0]), b = NumberIn(parts[1]), c = NumberIn(parts[2]);
    if (a < 0 || b < 0 || c < 0) continue;
    if (parts[0].size() == 4) return Iso(a, b, c);
    if (parts[2].size() == 4) return Iso(c, b, a);
    if (parts[2].size() == 2 && by == '.') return Iso(2000 + c, b, a);
  }
  return "";
}

}  // namespace

std::vector<WrittenDay> DaysIn(const Unit& unit) {
  std::vector<WrittenDay> days;
  const auto word = [&](std::size_t i) -> std::string { return i < unit.tokens.size() ? unit.tokens[i].word : std::string(); };
  for (std::size_t i = 0; i < unit.tokens.size(); ++i) {
    WrittenDay day;
    day.first = i;
    day.last = i + 1;
    day.iso = FromOneToken(word(i));
    if (day.iso.empty() && MonthOf(word(i + 1)) > 0) {
      day.iso = Iso(NumberIn(word(i + 2)), MonthOf(word(i + 1)), DayOf(word(i)));
      day.last = i + 3;
    }
    if (day.iso.empty() && MonthOf(word(i)) > 0) {
      day.iso = Iso(NumberIn(word(i + 2)), MonthOf(word(i)), DayOf(word(i + 1)));
      day.last = i + 3;
    }
    if (day.iso.empty() && NumberIn(word(i)) > 0 && NumberIn(word(i + 1)) > 0) {
      const int a = NumberIn(word(i)), b = NumberIn(word(i + 1)), c = NumberIn(word(i + 2));
      // `2026/05/14`; `14/5/2026`; `5/14/2026`, which no other order makes a day.
      day.iso = a > 31 ? Iso(a, b, c) : Iso(c, b, a);
      if (day.iso.empty()) day.iso = Iso(c, a, b);
      day.last = i + 3;
    }
    if (day.iso.empty() && MonthOf(word(i)) > 0 && !Iso(NumberIn(word(i + 1)), MonthOf(word(i)), 1).empty()) {
      // `April 2026`: a month, without a day.
      day.iso = Iso(NumberIn(word(i + 1)), MonthOf(word(i)), 1).substr(0, 7);
      day.last = i + 2;
    }
    if (day.iso.empty()) continue;
    i = day.last - 1;
    days.push_back(std::move(day));
  }
  return days;
}

}  // namespace lofte::importer
