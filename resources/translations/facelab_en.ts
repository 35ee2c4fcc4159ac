<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>%n photo(s) edited.</source>
        <translation>
            <numerusform>%n photo edited.</numerusform>
            <numerusform>%n photos edited.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n photo(s) were left.</source>
        <translation>
            <numerusform>Stopped; %n photo was left.</numerusform>
            <numerusform>Stopped; %n photos were left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) failed:</source>
        <translation>
            <numerusform>%n photo failed:</numerusform>
            <numerusform>%n photos failed:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message numerus="yes">
        <source>Edit %n photo(s) like this face</source>
        <translation>
            <numerusform>Edit %n photo like this face</numerusform>
            <numerusform>Edit %n photos like this face</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open %n photo(s)</source>
        <translation>
            <numerusform>Open %n photo</numerusform>
            <numerusform>Open %n photos</numerusform>
        </translation>
    </message>
</context>
</TS>
