#include "indexer/markdown/markers/key_names.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace speur {

std::string key_name(std::string_view name) {
  // Of the keymap of pymdownx.keys 9.10 those whose labels are not their names in capitals; by name.
  static constexpr auto labels = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"add", "Num +"}, {"alt-graph", "AltGr"}, {"altgr", "AltGr"}, {"apps", "Menu"}, {"arrow-down", "Down"},
      {"arrow-left", "Left"}, {"arrow-right", "Right"}, {"arrow-up", "Up"}, {"back", "Backspace"},
      {"backslash", "\\"}, {"backtab", "Back Tab"}, {"bar", "|"}, {"bksp", "Backspace"}, {"bktab", "Back Tab"},
      {"brace-left", "{"}, {"brace-right", "}"}, {"bracket-left", "["}, {"bracket-right", "]"},
      {"cancel", "Break"}, {"capital", "Caps Lock"}, {"close-brace", "}"}, {"close-bracket", "]"},
      {"clr", "Clear"}, {"colon", ":"}, {"comma", ","}, {"command", "Cmd"}, {"context-menu", "Menu"},
      {"control", "Ctrl"}, {"cplk", "Caps Lock"}, {"dblquote", "\""}, {"decimal", "Num ."}, {"delete", "Del"},
      {"divide", "Num /"}, {"double-quote", "\""}, {"equal", "="}, {"escape", "Esc"}, {"exclam", "!"},
      {"exclamation", "!"}, {"favorites", "Browser Favorites"}, {"forward", "Browser Forward"}, {"function", "Fn"},
      {"grave", "`"}, {"grave-accent", "`"}, {"greater", ">"}, {"greater-than", ">"}, {"gt", ">"}, {"hyphen", "-"},
      {"insert", "Ins"}, {"lalt", "Left Alt"}, {"launch-mail", "Mail"}, {"launch-media", "Media"},
      {"lbutton", "Left Button"}, {"lcmd", "Left Command"}, {"lcommand", "Left Command"},
      {"lcontrol", "Left Ctrl"}, {"lctrl", "Left Ctrl"}, {"left-cmd", "Left Command"},
      {"left-control", "Left Ctrl"}, {"left-opt", "Left Option"}, {"left-windows", "Left Win"}, {"less", "<"},
      {"less-than", "<"}, {"lmeta", "Left Meta"}, {"lopt", "Left Option"}, {"loption", "Left Option"},
      {"lshift", "Left Shift"}, {"lsuper", "Left Super"}, {"lt", "<"}, {"lwin", "Left Win"},
      {"lwindows", "Left Win"}, {"mbutton", "Middle Button"}, {"media-next-track", "Next Track"},
      {"media-pause", "Pause"}, {"media-play", "Play"}, {"media-play-pause", "Play/Pause"},
      {"media-prev-track", "Previous Track"}, {"media-stop", "Stop"}, {"minus", "-"}, {"multiply", "Num *"},
      {"next", "Page Down"}, {"num-asterisk", "Num *"}, {"num-delete", "Num Del"}, {"num-equal", "Num ="},
      {"num-minus", "Num -"}, {"num-plus", "Num +"}, {"num-separator", "Num ."}, {"num-slash", "Num /"},
      {"num0", "Num 0"}, {"num1", "Num 1"}, {"num2", "Num 2"}, {"num3", "Num 3"}, {"num4", "Num 4"},
      {"num5", "Num 5"}, {"num6", "Num 6"}, {"num7", "Num 7"}, {"num8", "Num 8"}, {"num9", "Num 9"},
      {"numlk", "Num Lock"}, {"open-brace", "{"}, {"open-bracket", "["}, {"opt", "Option"},
      {"page-dn", "Page Down"}, {"period", "."}, {"pg-dn", "Page Down"}, {"pg-up", "Page Up"}, {"pipe", "|"},
      {"play-pause", "Play/Pause"}, {"plus", "+"}, {"prev-track", "Previous Track"}, {"prior", "Page Up"},
      {"prtsc", "Print Screen"}, {"question", "?"}, {"question-mark", "?"}, {"ralt", "Right Alt"},
      {"rbutton", "Right Button"}, {"rcmd", "Right Command"}, {"rcommand", "Right Command"},
      {"rcontrol", "Right Ctrl"}, {"rctrl", "Right Ctrl"}, {"refresh", "Browser Refresh"}, {"return", "Enter"},
      {"right-cmd", "Right Command"}, {"right-control", "Right Ctrl"}, {"right-opt", "Right Option"},
      {"right-windows", "Right Win"}, {"rmeta", "Right Meta"}, {"ropt", "Right Option"},
      {"roption", "Right Option"}, {"rshift", "Right Shift"}, {"rsuper", "Right Super"}, {"rwin", "Right Win"},
      {"rwindows", "Right Win"}, {"scroll", "Scroll Lock"}, {"search", "Browser Search"}, {"semicolon", ";"},
      {"separator", "Num ."}, {"single-quote", "'"}, {"slash", "/"}, {"spc", "Space"}, {"subtract", "Num -"},
      {"tabulator", "Tab"}, {"tilde", "~"}, {"underscore", "_"}, {"vol-down", "Volume Down"}, {"vol-mute", "Mute"},
      {"vol-up", "Volume Up"}, {"volume-mute", "Mute"}, {"windows", "Win"}, {"x-button1", "X Button 1"},
      {"x-button2", "X Button 2"}, {"xbutton1", "X Button 1"}, {"xbutton2", "X Button 2"}
  });
  const std::string lower = ascii_lower(name);
  const auto* const known = std::ranges::lower_bound(labels, std::string_view(lower), {},
                                                     &std::pair<std::string_view, std::string_view>::first);
  if (known != labels.end() && known->first == lower) return std::string(known->second);
  std::string label = lower;
  for (std::size_t i = 0; i < label.size(); ++i) {
    const bool begins = i == 0 || label[i - 1] == ' ';
    if (label[i] == '-') label[i] = ' ';
    if (begins && label[i] >= 'a' && label[i] <= 'z') label[i] = static_cast<char>(label[i] - 'a' + 'A');
  }
  return label;
}

}  // namespace speur
