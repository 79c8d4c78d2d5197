#include "demo/people.h"

namespace lofte::demo {
namespace {

const std::vector<NameList>& Lists() {
  static const std::vector<NameList> lists = {
      {"nb",
       {"Astrid",  "Bjørn", "Åse",     "Gudrun",   "Håkon",   "Ingeborg", "Jørgen", "Kåre",    "Liv",   "Magnus",
        "Nora",    "Ørjan", "Pål",     "Ragnhild", "Sølvi",   "Torbjørn", "Unni",   "Vebjørn", "Yngve", "Ålaug",
        "Øystein", "Marit", "Sigrid",  "Trygve",   "Solveig", "Eirik",    "Hedda",  "Ola",     "Kari",  "Sverre",
        "Tuva",    "Brage", "Synnøve", "Asbjørn",  "Turid",   "Leif",     "Embla",  "Gro",     "Stian", "Værbjørg"},
       {"Aasen", "Bakke",  "Dahl",      "Eide",     "Fjeld",         "Grønås", "Haugen", "Iversen", "Jørstad", "Kvåle",
        "Lund",  "Myhre",  "Nygård",    "Ødegaard", "Pettersbakken", "Røed",   "Sæther", "Tveit",   "Ulvås",   "Vågen",
        "Ås",    "Østby",  "Solbakken", "Hagen",    "Strøm",         "Brekke", "Moen",   "Lie",     "Skår",    "Rønning",
        "Hovde", "Bråten", "Næss",      "Fossum",   "Engen",         "Kleiva", "Granli", "Tangen",  "Ruud",    "Sørli"}},
      {"sv",
       {"Agneta", "Björn", "Åsa",   "Göran",    "Håkan",   "Ingrid",   "Jörgen", "Kåre",   "Linnéa", "Märta",
        "Nils",   "Örjan", "Pär",   "Rosmarie", "Sören",   "Torbjörn", "Ulrika", "Väinö",  "Yvonne", "Åke",
        "Östen",  "Elsa",  "Sigge", "Tindra",   "Ebba",    "Love",     "Maja",   "Gunnar", "Saga",   "Lennart",
        "Ylva",   "Måns",  "Frej",  "Hjördis",  "Kerstin", "Algot",    "Tuva",   "Ivar",   "Stina",  "Bengt"},
       {"Åberg",     "Bergström", "Dahlström", "Ekelöf",   "Forsgren", "Grönberg", "Hägg",     "Isaksson",  "Jönsson",    "Källström",
        "Lindqvist", "Månsson",   "Nordström", "Öberg",    "Pålsson",  "Rönn",     "Sjögren",  "Törnqvist", "Ulfsdotter", "Västlund",
        "Wallin",    "Ångström",  "Öhman",     "Holmgren", "Lövgren",  "Björk",    "Häggblom", "Sandström", "Nyström",    "Hedlund",
        "Åkesson",   "Söderberg", "Fält",      "Kvist",    "Almqvist", "Ström",    "Sköld",    "Blomqvist", "Rosén",      "Hellgren"}},
      {"da",
       {"Anders",  "Birgitte", "Åge",    "Dorthe", "Esben", "Freja",  "Gitte",   "Henning",  "Inger",  "Jørgen",
        "Kirsten", "Lærke",    "Mads",   "Nanna",  "Ørn",   "Preben", "Rasmus",  "Søren",    "Troels", "Ulla",
        "Viggo",   "Åse",      "Bjarke", "Mette",  "Signe", "Torben", "Gudmund", "Pernille", "Jeppe",  "Ane",
        "Kjeld",   "Liva",     "Øjvind", "Asger",  "Maja",  "Svend",  "Thøger",  "Ditte",    "Bent",   "Sæunn"},
       {"Andersgaard", "Bæk",    "Damgård",   "Enevoldsen", "Frøslev",   "Grønkjær",   "Højgaard", "Iversen",
        "Jørgensen",   "Kjær",   "Lindegård", "Møller",     "Nørgaard",  "Østergaard", "Poulsen",  "Ravn",
        "Sørensen",    "Thrane", "Ulstrup",   "Vestergård", "Winther",   "Aagaard",    "Skovgård", "Bech",
        "Bjerregård",  "Toft",   "Krogh",     "Lauridsen",  "Kærsgaard", "Holm",       "Dall",     "Søndergård",
        "Brandt",      "Hjort",  "Mørk",      "Skov",       "Ågård",     "Lykke",      "Overgård", "Bundgaard"}}};
  return lists;
}

}  // namespace

const NameList& NamesOf(std::string_view language) {
  for (const NameList& list : Lists()) {
    if (list.language == language) return list;
  }
  return Lists().front();
}

}  // namespace lofte::demo
