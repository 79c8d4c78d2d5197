// What a notice says, in one language: text, with the periods, days and links in it still known for what they are.
#pragma once

#include <string>
#include <vector>

#include "notice/notice.h"
#include "notice/phrases.h"
#include "notice/words.h"

namespace lofte::notice {

struct Piece {
  enum class Kind {
    kText,
    kValue,  // a period, number or percentage; `value`: as the policy writes it, `P7Y`
    kDay,    // `value`: `2026-03-31`
    kLink,   // `value`: where it leads, `mailto:..`, `#activity-support`
  };
  Kind kind = Kind::kText;
  std::string text, value;
  bool is_fixed = false;  // a name or an address, whose letters are never changed
};
using Pieces = std::vector<Piece>;

// Borrows both until it goes. Any thread. Precondition: CheckWords() found nothing missing.
class Voice {
 public:
  Voice(const Phrases& phrases, const Words& words) : phrases_(phrases), words_(words) {}

  const std::string& language() const { return phrases_.language(); }
  const std::string& Phrase(std::string_view key) const { return phrases_.Of(key); }
  // As it stands by itself: with a capital, and every sentence in it too.
  Pieces Speak(const Say& say) const;

 private:
  Pieces Inside(const Say& say) const;
  Pieces Filled(const Say& say) const;
  Pieces Joined(const std::vector<Say>& parts, std::string_view last_key) const;
  Pieces Numbered(const std::vector<Say>& parts) const;
  Pieces Sentences(const std::vector<Say>& parts) const;
  Pieces Linked(const Say& anchor) const;
  std::string PeriodText(const time::Period& period) const;
  std::string DayText(time::Day day) const;
  std::string Counted(std::int64_t number, const std::string& unit) const;

  const Phrases& phrases_;
  const Words& words_;
};

std::string PlainText(const Pieces& pieces);

}  // namespace lofte::notice
