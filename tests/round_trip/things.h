// The words that drawn policies are made of. Neutral things: a notice about boats and hats says nothing that has to do with privacy but
// what the notice itself says. None is a number in its language (`tre`: trees, and three) or a unit of time.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace lofte::tests::round_trip {

// In the order of kTongues; the last is the id as well.
using Thing = std::array<const char*, 5>;
inline constexpr std::array<const char*, 5> kTongues{"nb", "nn", "sv", "da", "en"};

inline constexpr std::array<Thing, 24> kThings{
    {{"epler", "eple", "äpplen", "æbler", "apples"},       {"båter", "båtar", "båtar", "både", "boats"},
     {"broer", "bruer", "broar", "broer", "bridges"},      {"stoler", "stolar", "stolar", "stole", "chairs"},
     {"klokker", "klokker", "klockor", "ure", "clocks"},   {"trommer", "trommer", "trummor", "trommer", "drums"},
     {"fjær", "fjører", "fjädrar", "fjer", "feathers"},    {"skoger", "skogar", "skogar", "skove", "forests"},
     {"hager", "hagar", "trädgårdar", "haver", "gardens"}, {"hatter", "hattar", "hattar", "hatte", "hats"},
     {"hester", "hestar", "hästar", "heste", "horses"},    {"øyer", "øyar", "öar", "øer", "islands"},
     {"lamper", "lamper", "lampor", "lamper", "lamps"},    {"speil", "speglar", "speglar", "spejle", "mirrors"},
     {"fjell", "fjell", "berg", "bjerge", "mountains"},    {"penner", "pennar", "pennor", "penne", "pens"},
     {"elver", "elvar", "floder", "floder", "rivers"},     {"tau", "tau", "rep", "reb", "ropes"},
     {"skjeer", "skeier", "skedar", "skeer", "spoons"},    {"steiner", "steinar", "stenar", "sten", "stones"},
     {"tårn", "tårn", "torn", "tårne", "towers"},          {"kurver", "korger", "korgar", "kurve", "baskets"},
     {"hjul", "hjul", "hjul", "hjul", "wheels"},           {"vinduer", "vindauge", "fönster", "vinduer", "windows"}}};

// With `#` for a thing.
using Pattern = std::array<const char*, 5>;
inline constexpr Pattern kOwners{"de som har #", "dei som har #", "de som har #", "dem, der har #", "people with #"};
inline constexpr Pattern kPainting{"male #", "måle #", "måla #", "male #", "paint #"};
inline constexpr Pattern kBeauty{"vakre #", "vakre #", "vackra #", "smukke #", "beautiful #"};
inline constexpr Pattern kAct{"lov om #", "lov om #", "lag om #", "lov om #", "the # act"};
inline constexpr Pattern kOtherwise{"Uten dem blir det ingen #.", "Utan dei blir det ingen #.", "Utan dem blir det inga #.",
                                    "Uden dem bliver der ingen #.", "Without it there are no #."};
inline constexpr Pattern kCame{"# kom", "# kom", "# kom", "# kom", "# came"};
inline constexpr Pattern kAreOut{"# er ute", "# er ute", "# är ute", "# er ude", "# are out"};
inline constexpr Pattern kAreNotOut{"# ikke er ute", "# ikkje er ute", "# inte är ute", "# ikke er ude", "# are not out"};
inline constexpr Pattern kBoth{"# og ", "# og ", "# och ", "# og ", "# and "};  // a second thing follows

inline constexpr std::array<const char*, 12> kFirstSyllables{"Nor", "Tal", "Bri", "Quen", "Vel", "Zor",
                                                             "Kim", "Lum", "Par", "Sol",  "Fen", "Gar"};
inline constexpr std::array<const char*, 12> kLastSyllables{"vik",  "dora", "mex",  "tano", "lix",  "bera",
                                                            "ston", "qua",  "dell", "rami", "fors", "zent"};
// Companies that texts name in passing as well; two of one house are two recipients.
inline constexpr std::array<const char*, 6> kKnown{"Stripe",   "Google", "Google Analytics", "Google Maps", "Microsoft (Azure, Clarity)",
                                                   "Mailchimp"};
inline constexpr std::array<const char*, 12> kForms{"AS", "AB", "ApS", "A/S", "GmbH", "Ltd", "Inc.", "OÜ", "B.V.", "LLC", "Oy", "SAS"};

}  // namespace lofte::tests::round_trip
